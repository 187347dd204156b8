import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { hashOf, makeBytes } from '../support/make-file';
import { makeLink } from '../support/make-link';
import { minisignSigner, openPgpSigner, type OpenPgpSigner } from '../support/signing-tools';
import { type Fate, fates, meet } from '../support/tampered-files';
import { type Visitor, World } from '../support/world';

/*
 * Every way for a file to be wrong, against every way to say what it should be. The idea is that of
 * the tests of the verification page of Tails.
 */

const name = 'f.iso';
const otherName = 'other.iso';
const good = makeBytes(300_001, name);
const sha256 = hashOf('sha256', good);
const list = `${hashOf('sha256', makeBytes(9, 'x'))}  a.iso\n${sha256}  ${name}\n${hashOf('sha256', makeBytes(9, 'y'))}  ${otherName}.torrent\n`;

/** What a person brings, and how; files are paths. */
interface Brought {
  readonly text?: string;
  readonly files?: readonly string[];
}

interface Answer {
  readonly verdict: string;
  readonly source?: string;
  readonly problem?: string;
}

/** By what the file is checked: on the check page, and what its verdict rests on when it is right. */
const means = [
  { means: 'a digest, pasted', source: 'pasted', names: false },
  { means: 'a list', source: 'list', names: true },
  { means: 'a clearsigned list', source: 'signed-list', names: true },
  { means: 'a detached OpenPGP signature', source: 'signature', names: false },
  { means: 'a minisign signature', source: 'signature', names: true },
] as const;
type Means = (typeof means)[number];

/** What the page has to say. */
function answer({ source, names }: Means, fate: Fate): Answer {
  if (fate === 'good') return { verdict: 'matches', source };
  if (fate !== 'right bytes under another name') return { verdict: 'differs', source };
  // Digests and OpenPGP signatures have no names; what has one is for that name alone.
  return names
    ? { verdict: 'could-not-check', problem: 'check/other-file' }
    : { verdict: 'matches', source };
}

let signer: OpenPgpSigner;
beforeAll(() => {
  signer = openPgpSigner('Release Team <release@example.org>');
});
afterAll(() => signer.close());

describe.each(browserNames)('in %s', (browser) => {
  let world: World;
  let visitor: Visitor;
  let page: AppPage;
  let brought: Readonly<Record<Means['means'], Brought>>;

  beforeAll(async () => {
    world = await World.open();
    visitor = await world.visitor(browser);
    page = await visitor.newPage();
    brought = await bring(world.folder.path);
  }, e2eTimeoutMs);
  afterAll(() => world.close());

  async function bring(folder: string): Promise<typeof brought> {
    const path = join(folder, name);
    const keyPath = join(folder, 'release-team.asc');
    await writeFile(path, good);
    await writeFile(keyPath, signer.publicKey);
    await writeFile(`${path}.asc`, signer.detach(path));
    const minisign = minisignSigner(folder);
    return {
      'a digest, pasted': { text: sha256 },
      'a list': { text: list },
      'a clearsigned list': { text: signer.clearsign(list), files: [keyPath] },
      'a detached OpenPGP signature': { files: [`${path}.asc`, keyPath] },
      'a minisign signature': { files: [minisign.sign(path), minisign.publicKeyPath] },
    };
  }

  async function bringTo(target: AppPage, { text, files }: Brought): Promise<void> {
    if (text !== undefined) await target.pasteChecksum(text);
    if (files !== undefined) await target.bringEvidence(files);
  }

  async function expectAnswer(target: AppPage, expected: Answer): Promise<void> {
    await target.waitForVerdict(expected.verdict);
    if (expected.source !== undefined)
      expect((await target.verdict()).source).toBe(expected.source);
    if (expected.problem !== undefined) expect(await target.problemCode()).toBe(expected.problem);
    target.assertClean();
  }

  describe.each(means)('$means', (how) => {
    it.each(fates)(
      '%s',
      async (fate) => {
        const fileName = fate === 'right bytes under another name' ? otherName : name;
        const folder = join(world.folder.path, fate);
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, fileName), meet(fate, good));
        await page.openCheck();
        await bringTo(page, brought[how.means]);
        await page.chooseToCheck([join(folder, fileName)]);
        await expectAnswer(page, answer(how, fate));
      },
      e2eTimeoutMs,
    );
  });

  /** By hand: there is no torrent of an empty file. */
  function emptyLink(mirror: string): string {
    const topics = `xt=urn:btih:${'1'.repeat(40)}&xt=urn:sha256:${sha256}`;
    return `${world.app.url}#magnet:?${topics}&dn=${name}&xl=0&ws=${encodeURIComponent(mirror)}`;
  }

  /** A page that is about to receive what the file has become, by a link that names these digests. */
  async function receive(fate: Fate, digests: 'link' | 'none'): Promise<AppPage> {
    const bytes = meet(fate, good);
    const fileName = fate === 'right bytes under another name' ? otherName : name;
    const mirror = (await world.mirror({ [fileName]: bytes })).url(fileName);
    const receiving = await visitor.newPage();
    await receiving.openLink(
      fate === 'empty'
        ? emptyLink(mirror)
        : await makeLink({ name: fileName, bytes }, world.app.url, {
            mirrors: [mirror],
            digests: digests === 'link' ? [{ algorithm: 'sha256', hex: sha256 }] : [],
          }),
    );
    return receiving;
  }

  describe('a digest in the link', () => {
    it.each(fates)(
      '%s',
      async (fate) => {
        const receiving = await receive(fate, 'link');
        if (fate === 'empty') {
          await receiving.waitForProblem('release/empty');
          return;
        }
        await receiving.mirrorsOnly();
        const right = fate === 'good' || fate === 'right bytes under another name';
        await expectAnswer(receiving, { verdict: right ? 'matches' : 'differs', source: 'link' });
        expect(await receiving.saveEnabled()).toBe(right);
        await receiving.page.close();
      },
      e2eTimeoutMs,
    );
  });

  describe.each(means)('receiving, with $means', (how) => {
    it.each(['good', 'one bit flipped in the middle', 'right bytes under another name'] as const)(
      '%s',
      async (fate) => {
        const receiving = await receive(fate, 'none');
        await receiving.mirrorsOnly();
        await receiving.waitForStage('ready', 60_000);
        await bringTo(receiving, brought[how.means]);
        const expected = answer(how, fate);
        await expectAnswer(receiving, expected);
        expect(await receiving.saveEnabled()).toBe(expected.verdict === 'matches');
        await receiving.removeAllEvidence();
        await receiving.page.close();
      },
      e2eTimeoutMs,
    );
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { hashOf, type MadeFile } from '../support/make-file';
import { makeLink, type LinkOptions } from '../support/make-link';
import { type Visitor, World } from '../support/world';

const size = 300_001;
const wrongSha256 = 'a'.repeat(64);
/** Peers that could meet would have met by then: the tracker is asked at once. */
const longEnoughToMeetMs = 8_000;

describe.each(browserNames)('in %s', (name) => {
  let world: World;
  let visitor: Visitor;
  let file: MadeFile;
  let mirrorUrl: string;

  beforeAll(async () => {
    world = await World.open();
    visitor = await world.visitor(name);
    file = await world.folder.file('release.bin', size);
    mirrorUrl = (await world.mirror({ 'release.bin': file.bytes })).url('release.bin');
  }, e2eTimeoutMs);
  afterAll(() => world.close());

  /** A page that has received the whole file, by a link with these options. */
  async function received(options: LinkOptions, seed: string): Promise<AppPage> {
    // Another name is another info hash, so that no test finds what the one before it stored.
    const link = await makeLink({ ...file, name: seed }, world.app.url, {
      mirrors: [mirrorUrl],
      ...options,
    });
    const page = await visitor.newPage();
    await page.openLink(link);
    await page.waitForStage('choosing');
    await (options.trackers === undefined ? page.mirrorsOnly() : page.join());
    await page.waitForStage('ready', 60_000);
    return page;
  }

  it(
    'a wrong digest in the link: differs, no Save, no seeding',
    async () => {
      const trackers = [`ws://localhost:${world.app.port}/announce`];
      const digests = [{ algorithm: 'sha256', hex: wrongSha256 }] as const;
      const page = await received({ trackers, digests }, 'wrong-link');
      expect(await page.verdict()).toEqual({ verdict: 'differs', source: 'link' });
      expect(await page.saveEnabled()).toBe(false);
      expect(await page.read('save-unchecked')).toBeUndefined();

      const hopeful = await (await world.visitor('chromium')).newPage();
      await hopeful.openLink(
        await makeLink({ ...file, name: 'wrong-link' }, world.app.url, { trackers }),
      );
      await hopeful.join();
      await sleep(longEnoughToMeetMs);
      expect(await hopeful.stage()).toBe('receiving');
      expect(await hopeful.progress()).toMatchObject({ fromPeers: 0, percent: 0 });
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'a wrong digest pasted: differs, no Save',
    async () => {
      const page = await received({}, 'wrong-pasted');
      expect(await page.verdict()).toEqual({ verdict: 'matches', source: 'link' });
      expect(await page.saveEnabled()).toBe(true);

      await page.pasteChecksum(wrongSha256);
      await page.waitForVerdict('differs');
      expect((await page.verdict()).source).toBe('pasted');
      expect(await page.saveEnabled()).toBe(false);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'a list that is too long to keep is asked for after a reload',
    async () => {
      const page = await received({}, 'long-list');
      const lines = Array.from({ length: 40_000 }, (_, i) => `${wrongSha256}  file ${i}.deb`);
      const list = join(world.folder.path, 'SHA256SUMS');
      await writeFile(list, lines.join('\n'));
      await page.bringEvidence([list]);
      await page.waitForProblem('check/not-in-list');
      expect(await page.saveEnabled()).toBe(false);

      await page.page.reload();
      await page.waitForStage('ready', 60_000);
      await page.waitForProblem('check/bring-again');
      expect((await page.verdict()).verdict).toBe('could-not-check');
      expect(await page.saveEnabled()).toBe(false);

      await writeFile(list, [...lines, `${file.hash('sha256')}  long-list`].join('\n'));
      await page.bringEvidence([list]);
      await page.waitForVerdict('matches');
      expect(await page.verdict()).toEqual({ verdict: 'matches', source: 'list' });
      expect(await page.readAll('document')).toHaveLength(1);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'no digest: Save is off until the right one is pasted',
    async () => {
      const page = await received({ digests: [] }, 'none');
      expect((await page.verdict()).verdict).toBe('nothing-to-check');
      expect(await page.saveEnabled()).toBe(false);

      await page.pasteChecksum(`${file.hash('sha512')}  none`);
      await page.waitForVerdict('matches');
      expect(await page.saveEnabled()).toBe(true);
      const saved = await page.save(size);
      expect(hashOf('sha256', await readFile(saved))).toBe(file.hash('sha256'));
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'MD5 only: weak, and an explicit step before Save',
    async () => {
      const digests = [{ algorithm: 'md5', hex: file.hash('md5') }] as const;
      const page = await received({ digests }, 'md5');
      expect(await page.verdict()).toEqual({ verdict: 'weak', source: 'link' });
      expect(await page.saveEnabled()).toBe(false);

      const saved = await page.saveAnyway(size);
      expect(hashOf('sha256', await readFile(saved))).toBe(file.hash('sha256'));
      page.assertClean();
    },
    e2eTimeoutMs,
  );
});

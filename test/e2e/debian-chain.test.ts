import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import {
  type DebianChain,
  fetchDebianChain,
  gpgvAgrees,
  signingKey,
} from '../support/debian-archive';
import { World } from '../support/world';

/*
 * A chain that nobody here made: the package, the list of packages, the signed list of lists, and the
 * keys that every Debian machine has.
 */

const wholeChain = [
  'bytes',
  'digest',
  'list',
  'digest',
  'list',
  'signature',
  'key',
  'trust',
] as const;

/** Bytes to bytes: one of the files, changed in one place. */
type Change = (bytes: Buffer) => Buffer;

/** `text` (which occurs) with its first hexadecimal digit made another. */
function digitChanged(text: string): Change {
  return (bytes) => {
    const at = bytes.indexOf(text);
    if (at < 0) throw new Error(`no ${text}`);
    const copy = Buffer.from(bytes);
    copy.write(text.startsWith('0') ? '1' : '0', at, 'latin1');
    return copy;
  };
}

function byteChanged(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe.each(browserNames)('Debian’s chain, in %s', (name) => {
  let world: World;
  let page: AppPage;
  let chain: DebianChain;

  beforeAll(async () => {
    world = await World.open();
    chain = fetchDebianChain(join(world.folder.path, 'debian'));
    page = await (await world.visitor(name)).newPage();
  }, e2eTimeoutMs);
  afterAll(() => world.close());

  /** Checks the package with all that was published, one file of it changed. */
  async function check(part?: keyof DebianChain, change?: Change): Promise<void> {
    const paths = { ...chain };
    if (part !== undefined && change !== undefined) {
      // Under its own name: lists are matched by name.
      const folder = await world.subfolder();
      paths[part] = join(folder, basename(chain[part]));
      await writeFile(paths[part], change(await readFile(chain[part])));
    }
    await page.openCheck();
    await page.bringEvidence([paths.keyring, paths.inRelease, paths.packages]);
    await page.chooseToCheck([paths.deb]);
  }

  async function brokenLinks(): Promise<(string | undefined)[]> {
    const links = await page.readAll('chain-link');
    return links
      .filter((link) => link.attributes['data-state'] === 'broken')
      .map((link) => link.attributes['data-kind']);
  }

  it(
    'holds, and gpgv agrees',
    async () => {
      expect(gpgvAgrees(chain.inRelease, chain.keyring)).toBe(true);
      await check();
      await page.waitForVerdict('matches', 30_000);
      expect((await page.verdict()).source).toBe('signed-list');
      const links = await page.readAll('chain-link');
      expect(links.map((link) => link.attributes['data-kind'])).toEqual(wholeChain);
      expect(await brokenLinks()).toEqual([]);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'breaks at the bytes: a byte of the package',
    async () => {
      await check('deb', (bytes) => byteChanged(bytes, bytes.length - 1));
      await page.waitForVerdict('differs', 30_000);
      expect((await brokenLinks())[0]).toBe('digest');
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'breaks at the list: a digit in the list of packages',
    async () => {
      const stanza = (await readFile(chain.packages, 'utf8'))
        .split('\n\n')
        .find((one) => one.includes(basename(chain.deb)));
      const sha256 = /^SHA256: ([0-9a-f]{64})$/m.exec(stanza ?? '')?.[1] ?? '';
      await check('packages', digitChanged(sha256));
      await page.waitForVerdict('could-not-check', 30_000);
      expect(await page.problemCode()).toBe('check/list-differs');
      expect(await brokenLinks()).toEqual(['digest']);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'breaks at the signature: a digit in the signed list, as gpgv says too',
    async () => {
      const line = /^ ([0-9a-f]{64}) +\d+ main\/binary-\w+\/Packages$/m;
      const sha256 = line.exec(await readFile(chain.inRelease, 'utf8'))?.[1] ?? '';
      const change = digitChanged(sha256);
      const path = join(await world.subfolder(), 'InRelease');
      await writeFile(path, change(await readFile(chain.inRelease)));
      expect(gpgvAgrees(path, chain.keyring)).toBe(false);
      await check('inRelease', change);
      await page.waitForVerdict('could-not-check', 30_000);
      expect(await page.problemCode()).toBe('check/bad-signature');
      expect(await brokenLinks()).toEqual(['signature']);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'holds with the one key that signed; breaks at the key when a byte of that is changed',
    async () => {
      const key = signingKey(chain);
      await check('keyring', () => key);
      await page.waitForVerdict('matches', 30_000);
      // Inside the number that the key is: its fingerprint is another then.
      await check('keyring', () => byteChanged(key, 200));
      await page.waitForVerdict('could-not-check', 30_000);
      expect(await brokenLinks()).toEqual(['key']);
      page.assertClean();
    },
    e2eTimeoutMs,
  );
});

import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { hashOf, type MadeFile } from '../support/make-file';
import { makeLink, type LinkOptions, torrentOf } from '../support/make-link';
import type { Mirror } from '../support/mirror-server';
import { World } from '../support/world';

const size = 700_001;
let world: World;
let file: MadeFile;
let mirror: Mirror;

async function open(tracker: boolean): Promise<void> {
  world = await World.open({ tracker });
  file = await world.folder.file('from mirrors.bin', size);
  const torrent = await torrentOf(file);
  mirror = await world.mirror({ [file.name]: file.bytes, 'release.torrent': torrent });
}

const waysToMetadata: readonly [way: string, options: () => LinkOptions][] = [
  ['x.info', () => ({})],
  ['xs', () => ({ withInfo: false, torrentUrls: [mirror.url('release.torrent')] })],
  ['neither', () => ({ withInfo: false })],
];

afterEach(() => world.close());

describe.each(browserNames)('mirrors only, no peer, no tracker, in %s', (name) => {
  beforeEach(() => open(false));

  it.each(waysToMetadata)(
    'metadata from %s',
    async (_, options) => {
      const page = await (await world.visitor(name)).newPage();
      const link = await makeLink(file, world.app.url, {
        mirrors: [mirror.url(file.name)],
        ...options(),
      });
      await page.openLink(link);
      await page.mirrorsOnly();
      await page.waitForStage('ready', 60_000);
      expect(await page.verdict()).toEqual({ verdict: 'matches', source: 'link' });
      expect(hashOf('sha256', await readFile(await page.save(size)))).toBe(file.hash('sha256'));
      expect(await page.peerConnections()).toBe(0);
      expect(mirror.requests.filter(({ method }) => method === 'OPTIONS')).toEqual([]);
      expect(mirror.bytesSent).toBeLessThan(1.05 * size + 2 * 65_536);
    },
    e2eTimeoutMs,
  );
});

describe('metadata rebuilt from the bytes', () => {
  beforeEach(() => open(true));

  it(
    'is good enough to seed with',
    async () => {
      const common = {
        withInfo: false,
        trackers: [`ws://localhost:${world.app.port}/announce`],
      };
      const first = await (await world.visitor('chromium')).newPage();
      const withMirror = { ...common, mirrors: [mirror.url(file.name)] };
      await first.openLink(await makeLink(file, world.app.url, withMirror));
      await first.join();
      await first.waitForStage('ready', 60_000);

      const second = await (await world.visitor('firefox')).newPage();
      await second.openLink(await makeLink(file, world.app.url, common));
      await second.join();
      await second.waitForStage('ready', 60_000);
      expect(await second.verdict()).toEqual({ verdict: 'matches', source: 'link' });
      expect(hashOf('sha256', await readFile(await second.save(size)))).toBe(file.hash('sha256'));
    },
    e2eTimeoutMs,
  );
});

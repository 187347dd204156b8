import { readFile, readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLink } from '../../src/link/parse-link';
import { buildTorrentFile } from '../../src/release/build-torrent';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { metadataOf } from '../support/make-link';
import { waitFor } from '../support/wait-for';
import { waitForDownload } from '../support/wait-for-download';
import { World } from '../support/world';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

describe.each(browserNames)('publishing in %s', (name) => {
  it(
    'hands out a link, a checksum line and a .torrent that agree with each other and the file',
    async () => {
      const file = await world.folder.file('a \\ b – ü.bin', 1_234_567);
      const visitor = await world.visitor(name);
      const page = await visitor.newPage();
      const link = parseLink(await page.publish(file.path), { loopbackAllowed: true });
      const metadata = await metadataOf(file);
      expect(link).toMatchObject({
        infoHash: metadata.infoHash,
        digests: [{ algorithm: 'sha256', hex: file.hash('sha256') }],
        name: file.name,
        size: 1_234_567,
        pieceLength: 65_536,
        trackers: [`ws://localhost:${world.app.port}/announce`],
        mirrors: [],
      });
      expect(link.info).toEqual(metadata.infoBytes);
      expect((await page.read('checksum-line'))?.text).toBe(
        `\\${file.hash('sha256')}  a \\\\ b – ü.bin`,
      );

      const { trackers } = link;
      const expected = buildTorrentFile(metadata, { trackers, mirrors: [] });
      const before = new Set(await readdir(visitor.downloadDir));
      await page.click('download-torrent');
      const saved = await waitForDownload(visitor.downloadDir, before, expected.length, 20_000);
      expect(new Uint8Array(await readFile(saved))).toEqual(expected);
    },
    e2eTimeoutMs,
  );

  it(
    'takes mirrors into the link and says which lines it can’t use',
    async () => {
      const file = await world.folder.file('mirrored.bin', 100);
      const page = await (await world.visitor(name)).newPage();
      await page.publish(file.path);
      await page.page.type(
        '[data-testid="mirror-input"]',
        'https://a.example/mirrored.bin\nhttp://b.example/mirrored.bin\n',
      );
      await page.waitForProblem('publish/bad-mirror');
      const shareLink = (await page.read('share-link'))?.text ?? '';
      expect(parseLink(shareLink, { loopbackAllowed: true }).mirrors).toEqual([
        'https://a.example/mirrored.bin',
      ]);
    },
    e2eTimeoutMs,
  );

  it(
    'can be cancelled, and another file chosen',
    async () => {
      const large = await world.folder.file('large.bin', 400 * 2 ** 20);
      const small = await world.folder.file('small.bin', 1);
      const page = await (await world.visitor(name)).newPage();
      await page.chooseFile(large.path);
      await waitFor(
        'progress',
        20_000,
        async () => (await page.read('publish-progress')) !== undefined,
      );
      await page.click('cancel-publish');
      await waitFor(
        'the file input',
        20_000,
        async () => (await page.read('publish-input')) !== undefined,
      );
      const link = parseLink(await page.publish(small.path), { loopbackAllowed: true });
      expect(link).toMatchObject({ name: 'small.bin', size: 1 });
    },
    e2eTimeoutMs,
  );
});

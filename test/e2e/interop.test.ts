import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTorrentFile } from '../../src/release/build-torrent';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { desktopClients, fetchWith } from '../support/desktop-client';
import { fetchOldEngine, oldEngineVersion } from '../support/fetch-old-engine';
import { hashOf } from '../support/make-file';
import { makeLink, metadataOf } from '../support/make-link';
import { openStockPage } from '../support/stock-peer';
import { waitFor } from '../support/wait-for';
import { waitForDownload } from '../support/wait-for-download';
import { type Visitor, World } from '../support/world';

const size = 1_500_007;
const transferMs = 60_000;
/** What the publisher takes for a file of this size. */
const pieceLength = 65_536;

const engines: readonly (readonly [name: string, script: () => string | undefined])[] = [
  ['as it is today', () => undefined],
  [oldEngineVersion, fetchOldEngine],
];

let world: World;
let chromium: Visitor;
let firefox: Visitor;
let trackers: readonly string[];

beforeAll(async () => {
  world = await World.open();
  chromium = await world.visitor('chromium');
  firefox = await world.visitor('firefox');
  trackers = [`ws://localhost:${world.app.port}/announce`];
}, e2eTimeoutMs);
afterAll(() => world.close());

describe.each(browserNames)('this page in %s', (name) => {
  const here = () => (name === 'chromium' ? chromium : firefox);
  /** In the other one. */
  const openStock = (script: string | undefined) =>
    openStockPage(
      (name === 'chromium' ? firefox : chromium).browser,
      script === undefined ? {} : { script },
    );

  describe.each(engines)('and a page with plain webtorrent, %s', (engine, script) => {
    it(
      'which has nothing but the magnet in the share link: it receives',
      async () => {
        const file = await world.folder.file(`${name} to ${engine} – ü.bin`, size);
        const page = await here().newPage();
        const link = await page.publish(file.path);
        const stock = await openStock(script());
        try {
          await stock.add({ torrent: new URL(link).hash.slice(1), trackers: [] });
          await stock.waitDone(transferMs).catch(async (error: unknown) => {
            const peers = (await page.read('peers'))?.text;
            const problem = await page.problemCode();
            throw new Error(`The publisher: ${peers}, ${problem}`, { cause: error });
          });
          expect(await stock.sha256()).toBe(file.hash('sha256'));
          expect((await stock.report()).errors).toEqual([]);
        } finally {
          await stock.destroy();
        }
        page.assertClean();
        await page.page.close();
      },
      e2eTimeoutMs,
    );

    it(
      'which seeds: it gives the metadata and the file, and makes the same torrent as this page',
      async () => {
        const file = await world.folder.file(`${name} from ${engine} – ü.bin`, size);
        const stock = await openStock(script());
        try {
          const seeded = await stock.seed({ name: file.name, size }, { trackers, pieceLength });
          expect(seeded.infoHash).toBe((await metadataOf(file, pieceLength)).infoHash);
          const page = await here().newPage();
          const options = { trackers, pieceLength, withInfo: false };
          await page.openLink(await makeLink(file, world.app.url, options));
          await page.join();
          await page.waitForStage('ready', transferMs);
          expect(await page.verdict()).toEqual({ verdict: 'matches', source: 'link' });
          expect((await page.progress()).fromPeers).toBeGreaterThanOrEqual(size);
          page.assertClean();
          await page.page.close();
        } finally {
          await stock.destroy();
        }
      },
      e2eTimeoutMs,
    );
  });
});

describe('programs without a browser', () => {
  it(
    'fetch the publisher’s .torrent from the mirror that it names',
    async () => {
      const file = await world.folder.file('for the desk – ü & 100%.bin', size);
      const mirror = await world.mirror({ [file.name]: file.bytes });
      const page = await chromium.newPage();
      await page.publish(file.path);
      await page.page.type('[data-testid="mirror-input"]', `${mirror.url(file.name)}\n`);
      await waitFor('the mirror in the link', 20_000, async () => {
        return (await page.read('share-link'))?.text.includes('&ws=');
      });
      const before = new Set(await readdir(chromium.downloadDir));
      await page.click('download-torrent');
      const sources = { trackers, mirrors: [mirror.url(file.name)] };
      const { length } = buildTorrentFile(await metadataOf(file), sources);
      const torrentPath = await waitForDownload(chromium.downloadDir, before, length, 20_000);
      // The publisher is gone; its tracker is of a kind that these programs don't know.
      page.assertClean();
      await page.page.close();

      for (const client of desktopClients) {
        const folder = await world.subfolder();
        const options = { folder, name: file.name, timeoutMs: transferMs };
        const fetched = await fetchWith(client, torrentPath, options);
        expect([client, hashOf('sha256', fetched)]).toEqual([client, file.hash('sha256')]);
      }
      expect(mirror.bytesSent).toBeGreaterThanOrEqual(desktopClients.length * size);
    },
    e2eTimeoutMs,
  );
});

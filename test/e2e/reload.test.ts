import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { browserNames } from '../support/browsers';
import { countReceivedBytes } from '../support/count-received-bytes';
import { hashOf } from '../support/make-file';
import { makeLink } from '../support/make-link';
import { seededRandom } from '../support/random';
import { waitFor } from '../support/wait-for';
import { World } from '../support/world';

const pieceLength = 65_536;
const size = 8 * 1024 * 1024 + 4_321;
const bytesPerSecond = 768 * 1024;
const reloads = 10;
/** What a reload may waste: pieces that were on their way. */
const mostBytes = 1.05 * size + 2 * reloads * pieceLength;
const timeoutMs = 180_000;

/** At how many per cent to reload, rising; early enough that the page is still receiving when it is seen. */
function reloadPoints(seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: reloads }, () => 2 + 73 * random()).sort((a, b) => a - b);
}

/** Reloads the page at each of `points`; the app goes on by itself each time. */
async function reloadAt(page: AppPage, points: readonly number[]): Promise<void> {
  for (const point of points) {
    await waitFor(`${point} %`, 60_000, async () => (await page.progress()).percent >= point);
    expect(await page.stage()).toBe('receiving');
    await page.page.reload();
    await page.waitForStage('receiving', 30_000);
  }
}

function report(browser: string, source: string, bytes: number): void {
  const share = ((100 * bytes) / size).toFixed(1);
  console.log(
    `${browser}, from a ${source}: ${bytes} bytes fetched for ${size} (${share} %), ` +
      `at most ${Math.floor(mostBytes)} allowed`,
  );
}

describe.each(browserNames)('reloading ten times in %s', (name) => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  it(
    'from a mirror',
    async () => {
      const file = await world.folder.file('reload.bin', size);
      const mirror = await world.mirror({ 'reload.bin': file.bytes });
      mirror.mode = { throttle: bytesPerSecond };
      const page = await (await world.visitor(name)).newPage([/ERR_ABORTED|NS_BINDING_ABORTED/]);
      const options = { pieceLength, mirrors: [mirror.url('reload.bin')] };
      await page.openLink(await makeLink(file, world.app.url, options));
      await page.mirrorsOnly();

      await reloadAt(page, reloadPoints(1));
      await page.waitForStage('ready', 60_000);
      expect((await page.verdict()).verdict).toBe('matches');
      expect(hashOf('sha256', await readFile(await page.save(size)))).toBe(file.hash('sha256'));
      report(name, 'mirror', mirror.bytesSent);
      expect(mirror.bytesSent).toBeGreaterThanOrEqual(size);
      expect(mirror.bytesSent).toBeLessThanOrEqual(mostBytes);
    },
    timeoutMs,
  );

  it(
    'from a peer',
    async () => {
      const file = await world.folder.file('reload.bin', size);
      const publish = await (await world.visitor('chromium')).newPage();
      const link = await publish.publish(file.path);
      const session = await publish.page.createCDPSession();
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: bytesPerSecond,
      });

      const page = await (await world.visitor(name)).newPage();
      const receivedBytes = await countReceivedBytes(page.page);
      await page.openLink(link);
      await page.join();
      await reloadAt(page, reloadPoints(2));
      await page.waitForStage('ready', 60_000);
      expect((await page.verdict()).verdict).toBe('matches');
      expect(hashOf('sha256', await readFile(await page.save(size)))).toBe(file.hash('sha256'));
      const received = await receivedBytes();
      report(name, 'peer', received);
      expect(received).toBeGreaterThanOrEqual(size);
      expect(received).toBeLessThanOrEqual(mostBytes);
    },
    timeoutMs,
  );
});

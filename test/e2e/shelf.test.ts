import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLink } from '../../src/link/parse-link';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { hashOf, type MadeFile } from '../support/make-file';
import { makeLink } from '../support/make-link';
import { waitFor } from '../support/wait-for';
import { World } from '../support/world';

const size = 16 * 1024 * 1024 + 1;
const pieceLength = 262_144;

interface Shared {
  readonly infoHash: string;
  /** Names a mirror and the tracker. */
  readonly link: string;
  /** Names the tracker alone. */
  readonly peersLink: string;
}

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

async function share(file: MadeFile): Promise<Shared> {
  const mirror = await world.mirror({ [file.name]: file.bytes });
  const trackers = [`ws://localhost:${world.app.port}/announce`];
  const options = { trackers, pieceLength };
  const mirrors = [mirror.url(file.name)];
  const link = await makeLink(file, world.app.url, { ...options, mirrors });
  const { infoHash } = parseLink(link, { loopbackAllowed: true });
  return { infoHash, link, peersLink: await makeLink(file, world.app.url, options) };
}

async function receive(page: AppPage, link: string): Promise<void> {
  await page.openLink(link);
  await page.join();
  await page.waitForStage('ready', 60_000);
}

const openShelf = (page: AppPage) => page.page.goto(`${world.app.url}#/shelf`);

/** What the list says: state, verdict and ratio by info hash. */
function listed(page: AppPage): Promise<Record<string, string>> {
  return page.page.$$eval('[data-testid="shelf-item"]', (items) =>
    Object.fromEntries(
      items.map((item) => {
        const verdict = item.querySelector('[data-testid="shelf-verdict"]');
        return [
          item.getAttribute('data-info-hash') ?? '',
          `${item.getAttribute('data-state') ?? ''} ${verdict?.getAttribute('data-verdict') ?? ''}`,
        ];
      }),
    ),
  );
}

async function lists(page: AppPage, expected: Record<string, string>): Promise<void> {
  await waitFor(
    JSON.stringify(expected),
    30_000,
    async () => {
      const now = await listed(page);
      const keys = Object.keys(now);
      return (
        keys.length === Object.keys(expected).length &&
        keys.every((key) => now[key] === expected[key])
      );
    },
    async () => `It lists ${JSON.stringify(await listed(page))}`,
  );
}

/** Presses a button of one item. */
async function press(page: AppPage, infoHash: string, testId: string): Promise<void> {
  const button = await page.page.waitForSelector(
    `[data-info-hash="${infoHash}"] [data-testid="${testId}"]`,
  );
  await button?.click();
}

const usage = (page: AppPage): Promise<number> =>
  page.page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);

describe.each(browserNames)('the shelf in %s', (name) => {
  it(
    'seeds what this browser holds, and frees what is removed',
    async () => {
      const keptFile = await world.folder.file('総和 – kept.bin', size);
      const kept = await share(keptFile);
      const removed = await share(await world.folder.file('removed.bin', size));
      const visitor = await world.visitor(name);
      const page = await visitor.newPage();
      await openShelf(page);
      await page.waitForText('shelf-empty', /Nothing yet/);
      for (const { link } of [kept, removed]) await receive(page, link);

      await openShelf(page);
      const both = 'seeding matches';
      await lists(page, { [kept.infoHash]: both, [removed.infoHash]: both });
      await page.waitForText('shelf-total', /^33\.6 MB held, .+ left here$/);
      // The person agreed to receive something, and the browser was asked to keep it.
      expect((await page.read('persistence'))?.attributes['data-answer']).not.toBe('not-asked');

      await press(page, removed.infoHash, 'pause');
      await lists(page, { [kept.infoHash]: both, [removed.infoHash]: 'paused matches' });
      await page.page.reload();
      await lists(page, { [kept.infoHash]: both, [removed.infoHash]: 'paused ' });
      await press(page, removed.infoHash, 'pause');
      await lists(page, { [kept.infoHash]: both, [removed.infoHash]: both });

      await page.page.reload();
      const third = await (await world.visitor('chromium')).newPage();
      await receive(third, kept.peersLink);
      expect((await third.verdict()).verdict).toBe('matches');
      await lists(page, { [kept.infoHash]: both, [removed.infoHash]: both });
      const given = `[data-info-hash="${kept.infoHash}"] [data-testid="shelf-given"]`;
      expect(await page.page.$eval(given, (element) => element.textContent)).toMatch(
        /^\s*16\.8 MB \(ratio 1\.00\)\s*$/,
      );

      const before = await usage(page);
      await press(page, removed.infoHash, 'remove');
      await page.click('remove-confirm');
      await lists(page, { [kept.infoHash]: both });
      await page.waitForText('shelf-status', /^“removed\.bin” was removed\./);
      // Both browsers keep the bytes of a Blob until they have noticed that nothing holds it any more.
      await page.page.reload();
      const after = await waitFor('the space to be free', 30_000, async () => {
        const now = await usage(page);
        return now <= before - 0.9 * size ? now : undefined;
      });
      console.log(`${name}: ${before} bytes used before, ${after} after ${size} were removed`);
      expect(after).toBeGreaterThan(0.9 * size);
      await lists(page, { [kept.infoHash]: both });
      await page.openLink(removed.link);
      await page.waitForStage('choosing');
      await openShelf(page);
      const path = await page.save(size);
      expect(hashOf('sha256', await readFile(path))).toBe(keptFile.hash('sha256'));
    },
    e2eTimeoutMs,
  );
});

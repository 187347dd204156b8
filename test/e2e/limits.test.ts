import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { e2eTimeoutMs } from '../support/browsers';
import { countReceivedBytes } from '../support/count-received-bytes';
import { type Visitor, World } from '../support/world';
import { waitFor } from '../support/wait-for';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

async function openSettings(page: AppPage): Promise<void> {
  await page.page.goto(`${world.app.url}#/settings`);
}

/** Sets a number on the settings page as a person would, and waits until it says so. */
async function setLimit(page: AppPage, testId: string, value: string): Promise<void> {
  await openSettings(page);
  await page.fill(testId, value);
  await page.waitForText('settings-status', /Saved/);
}

/** Publishes a file of `size` bytes. */
async function publishes(page: AppPage, size: number): Promise<string> {
  const file = await world.folder.file(`${size}.bin`, size);
  return page.publish(file.path);
}

async function joins(visitor: Visitor, link: string): Promise<AppPage> {
  const page = await visitor.newPage();
  await page.openLink(link);
  await page.join();
  return page;
}

/** Bytes per second by which `count` grows over at least 5 s. */
async function speedOf(count: () => Promise<number>): Promise<number> {
  const [before, startMs] = [await count(), performance.now()];
  await sleep(5_000);
  const after = await count();
  return (1_000 * (after - before)) / (performance.now() - startMs);
}

const shownCode = async (page: AppPage): Promise<string | undefined> =>
  (await page.read('restraint'))?.attributes['data-code'];

const waitForCode = (page: AppPage, code: string | undefined): Promise<unknown> =>
  waitFor(`the note ${code ?? 'to go'}`, 10_000, async () => (await shownCode(page)) === code);

it(
  'an upload cap survives a reload, is followed by other tabs, and holds',
  async () => {
    const rate = 400_000;
    const publisher = await world.visitor('chromium');
    const other = await publisher.newPage();
    await openSettings(other);
    const publish = await publisher.newPage();
    await setLimit(publish, 'limit-upload', '0.4');
    await other.waitForText('limit-upload', /^400$/);
    await publish.page.reload();
    await publish.waitForText('limit-upload', /^400$/);
    const link = await publishes(publish, 6_000_000);

    const receive = await (await world.visitor('chromium')).newPage();
    const received = await countReceivedBytes(receive.page);
    await receive.openLink(link);
    await receive.join();
    await waitFor('the first bytes', 30_000, async () => (await received()) > rate / 2);
    const speed = await speedOf(received);
    expect(speed / rate).toBeLessThan(1.25);
    // A cap that stops everything would pass for one that holds.
    expect(speed / rate).toBeGreaterThan(0.5);

    // Lifted in another tab, while bytes are waiting for it.
    await other.page.bringToFront();
    await other.click('limit-upload-none');
    await receive.waitForStage('ready', 30_000);
  },
  e2eTimeoutMs,
);

it(
  'a download cap holds for peers and mirrors together; pause stops both, and resume completes',
  async () => {
    const rate = 400_000;
    const file = await world.folder.file('from everywhere.bin', 5_000_000);
    const mirror = await world.mirror({ [file.name]: file.bytes });
    const publish = await (await world.visitor('chromium')).newPage();
    const peersOnly = await publish.publish(file.path);
    await publish.fill('mirror-input', mirror.url(file.name));
    const link = await waitFor('the mirror in the link', 10_000, async () => {
      const text = (await publish.read('share-link'))?.text;
      return text !== peersOnly && text;
    });

    const receive = await (await world.visitor('chromium')).newPage();
    await setLimit(receive, 'limit-download', '0.4');
    await receive.openLink(link);
    await receive.join();
    const received = async (): Promise<number> => {
      const { fromPeers, fromMirrors } = await receive.progress();
      return fromPeers + fromMirrors;
    };
    await waitFor('the first bytes', 30_000, async () => (await received()) > rate / 2);
    const speed = await speedOf(received);
    expect(speed / rate).toBeLessThan(1.25);
    expect(speed / rate).toBeGreaterThan(0.5);

    const standsStill = async (): Promise<void> => {
      // What was on its way arrives.
      await sleep(1_000);
      const before = await received();
      await sleep(1_500);
      expect(await received()).toBe(before);
      expect(await receive.stage()).toBe('receiving');
    };
    await receive.click('pause');
    await waitForCode(receive, 'paused');
    await standsStill();
    await receive.page.reload();
    await receive.waitForText('restraint', /Paused/);
    await standsStill();
    expect(await received()).toBe(0);
    await receive.click('pause');
    await waitFor('more of it', 30_000, async () => (await received()) > 0);
    await receive.waitForStage('ready', 60_000);
  },
  e2eTimeoutMs,
);

it(
  'gives nothing while data is saved, when paused, and after the ratio, and says why',
  async () => {
    const publisher = await world.visitor('chromium');
    const publish = await publisher.newPage();
    await publish.page.evaluateOnNewDocument(() => {
      const connection = Object.assign(new EventTarget(), { saveData: true });
      Object.defineProperty(navigator, 'connection', { value: connection });
    });
    await setLimit(publish, 'limit-ratio', '1');
    await publish.page.reload();
    const link = await publishes(publish, 300_000);
    await waitForCode(publish, 'save-data');
    const first = await joins(await world.visitor('chromium'), link);
    const getsNothing = async (page: AppPage): Promise<void> => {
      await waitFor('a connection', 30_000, async () =>
        (await page.read('peers'))?.text.startsWith('1 '),
      );
      await sleep(2_000);
      expect((await page.progress()).fromPeers).toBe(0);
    };
    await getsNothing(first);
    await publish.click('pause');
    await waitForCode(publish, 'paused');
    await publish.click('pause');
    await publish.click('give-anyway');
    await first.waitForStage('ready', 30_000);
    await publish.waitForText('restraint', /given as often/);
    await first.page.close();

    const second = await joins(await world.visitor('chromium'), link);
    await getsNothing(second);
    const settings = await publisher.newPage();
    await openSettings(settings);
    await settings.click('limit-ratio-none');
    await second.waitForStage('ready', 30_000);
    await waitForCode(publish, undefined);
  },
  e2eTimeoutMs,
);

it(
  'has no more connections than allowed, however many want one',
  async () => {
    const publish = await (await world.visitor('chromium')).newPage();
    await setLimit(publish, 'limit-upload', '0.5');
    await setLimit(publish, 'limit-peers', '1');
    const link = await publishes(publish, 2_500_000);
    const receivers: AppPage[] = [];
    for (let n = 0; n < 3; n++) receivers.push(await joins(await world.visitor('chromium'), link));
    let most = 0;
    await waitFor('all of it', 60_000, async () => {
      most = Math.max(most, Number.parseInt((await publish.read('peers'))?.text ?? '0'));
      const stages = await Promise.all(receivers.map((receiver) => receiver.stage()));
      return stages.every((stage) => stage === 'ready');
    });
    expect(most).toBe(1);
  },
  e2eTimeoutMs,
);

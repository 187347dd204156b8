import { afterEach, expect, it } from 'vitest';
import { defaultLimits } from '../../src/base/limits';
import { parseLink } from '../../src/link/parse-link';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { countOpenConnections } from '../support/count-open-connections';
import { floodOffers } from '../support/flood-offers';
import { waitFor } from '../support/wait-for';
import { World } from '../support/world';

const size = 3_000_001;
/** Bytes per second. */
const uploadRate = 1_000_000;
/** Both browsers say so of a tracker that is down. */
const unreachable = [/WebSocket connection to/, /establish a connection to the server at ws:/];
/** Firefox says so of a connection to somebody who does not exist. */
const noSuchPeer = [/WebRTC: ICE failed/];
/** Offers and attempts that are on their way, beside the connections that a page may have. */
const underWay = 20;

let world: World;
afterEach(() => world.close());

function isEmpty<T>(values: Iterable<T>): boolean {
  return [...values].length === 0;
}

async function joined(name: (typeof browserNames)[number], link: string): Promise<AppPage> {
  const page = await (await world.visitor(name)).newPage(unreachable);
  await page.openLink(link);
  await page.join();
  return page;
}

/** So slow that the file takes some seconds. Chromium only. */
async function limitUpload({ page }: AppPage): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: uploadRate,
  });
}

it.each(browserNames)(
  'a tracker that is down at the start, killed half-way and restarted, for a receiver in %s',
  async (name) => {
    world = await World.open({ tracker: false });
    const file = await world.folder.file('tracked.bin', size);
    const publisher = await (await world.visitor('chromium')).newPage(unreachable);
    const link = await publisher.publish(file.path);
    await limitUpload(publisher);
    const first = await joined(name, link);
    world.app.startTracker();
    await waitFor('first bytes', 30_000, async () => (await first.progress()).fromPeers > 0);
    await world.app.stopTracker();
    expect(await first.stage()).toBe('receiving');
    await first.waitForStage('ready', 30_000);

    world.app.startTracker();
    const second = await joined('chromium', link);
    await second.waitForStage('ready', 60_000);
    expect(await second.verdict()).toEqual({ verdict: 'matches', source: 'link' });
  },
  e2eTimeoutMs,
);

it(
  'a tracker that floods offers',
  async () => {
    world = await World.open();
    const file = await world.folder.file('flooded.bin', size);
    const publisher = await (await world.visitor('chromium')).newPage();
    const mostOpen = [await countOpenConnections(publisher.page)];
    const link = await publisher.publish(file.path);
    const { infoHash } = parseLink(link, { loopbackAllowed: true });
    await waitFor('the publisher to announce', 20_000, () =>
      Promise.resolve(!isEmpty(world.app.trackerSockets)),
    );
    const stop = floodOffers(() => world.app.trackerSockets, infoHash, 300);
    const receivers: AppPage[] = [];
    try {
      for (const name of browserNames) {
        const receiver = await (await world.visitor(name)).newPage(noSuchPeer);
        mostOpen.push(await countOpenConnections(receiver.page));
        await receiver.openLink(link);
        await receiver.join();
        receivers.push(receiver);
      }
      for (const receiver of receivers) {
        await receiver.waitForStage('ready', 60_000);
        expect(await receiver.verdict()).toEqual({ verdict: 'matches', source: 'link' });
      }
    } finally {
      stop();
    }
    for (const most of mostOpen) {
      expect(await most()).toBeLessThanOrEqual(defaultLimits.mostPeers + underWay);
    }
  },
  e2eTimeoutMs,
);

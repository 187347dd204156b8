import { readFile } from 'node:fs/promises';
import type { CDPSession } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { hashOf } from '../support/make-file';
import { makeLink } from '../support/make-link';
import { waitFor } from '../support/wait-for';
import { World, type Visitor } from '../support/world';

const pieceLength = 65_536;
const size = 12 * 2 ** 20 + 1_234;
const bytesPerSecond = 1.5 * 2 ** 20;
const mostShare = 1.1;
/** When another tab has to be at work after the owner is gone, or answers nothing any more. */
const takeoverMs = 5_000;
const frozenMs = 30_000;
/** What a page says that goes away in the middle of a request, that crashes, and that is frozen. */
const allowed = [/ERR_ABORTED|NS_BINDING_ABORTED/, /^crashed/, /Page entered Back-Forward Cache/];

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** A file on a slow mirror, and tabs of one browser that have its link open. The first one came first. */
async function openTabs(visitor: Visitor, count: number) {
  const file = await world.folder.file('tabs.bin', size);
  const mirror = await world.mirror({ 'tabs.bin': file.bytes });
  mirror.mode = { throttle: bytesPerSecond };
  const trackers = [`ws://localhost:${world.app.port}/announce`];
  const options = { pieceLength, trackers, mirrors: [mirror.url('tabs.bin')] };
  const link = await makeLink(file, world.app.url, options);
  const first = await visitor.newPage(allowed);
  await first.openLink(link);
  await first.join();
  await first.waitForStage('receiving');
  const tabs = [first];
  while (tabs.length < count) {
    const tab = await visitor.newPage(allowed);
    await tab.openLink(link);
    tabs.push(tab);
  }
  await waitFor('one owner', takeoverMs, async () => (await ownersOf(tabs)).length === 1);
  return { file, mirror, tabs };
}

/** The tabs that do the work themselves. */
async function ownersOf(tabs: readonly AppPage[]): Promise<AppPage[]> {
  const isOwner = await Promise.all(
    tabs.map(
      async (tab) =>
        (await tab.read('progress')) !== undefined && (await tab.read('other-tab')) === undefined,
    ),
  );
  return tabs.filter((_, at) => isOwner[at]);
}

/** Ends the owner; returns the tabs that are left, once one of them is the owner. */
async function takeOver(
  name: string,
  tabs: readonly AppPage[],
  withinMs: number,
  end: (owner: AppPage) => Promise<unknown>,
): Promise<AppPage[]> {
  const [owner] = await ownersOf(tabs);
  if (!owner) throw new Error('No tab is the owner');
  const left = tabs.filter((tab) => tab !== owner);
  const startedAt = performance.now();
  await end(owner);
  await waitFor('an owner', withinMs, async () => (await ownersOf(left)).length === 1);
  console.log(`${name}: taken over after ${Math.round(performance.now() - startedAt)} ms`);
  return left;
}

/** Only the owner talks to the tracker. */
async function expectOneMember(): Promise<void> {
  const members = (): number => [...world.app.trackerSockets].length;
  await waitFor('one tab in the swarm', takeoverMs, () => Promise.resolve(members() === 1));
}

async function press(tab: AppPage, testId: string): Promise<void> {
  // Without a mouse, for which the tab would have to be in front.
  await tab.page.$eval(`[data-testid="${testId}"]`, (button) => (button as HTMLElement).click());
}

async function atPercent(tab: AppPage | undefined, percent: number): Promise<void> {
  await waitFor(`${percent} %`, 30_000, async () => {
    return ((await tab?.progress())?.percent ?? 0) >= percent;
  });
}

async function crash({ page }: AppPage): Promise<void> {
  const session = await page.createCDPSession();
  // A page that crashed answers nothing any more.
  session.send('Page.crash').catch(() => undefined);
}

describe.each(browserNames)('one release in several tabs of %s', (name) => {
  it(
    'four tabs share one swarm and one set of pieces, whoever of them goes',
    async () => {
      const visitor = await world.visitor(name);
      const { file, mirror, tabs } = await openTabs(visitor, 4);
      await expectOneMember();
      const [, follower] = tabs;
      if (follower) await press(follower, 'pause');
      await tabs[0]?.waitForText('restraint', /Paused/);
      if (follower) await press(follower, 'pause');
      await atPercent(follower, 15);

      const three = await takeOver(`${name}, closed`, tabs, takeoverMs, ({ page }) => page.close());
      await expectOneMember();
      await atPercent(three[0], 45);
      const two = await takeOver(`${name}, crashed`, three, takeoverMs, (owner) =>
        name === 'chromium' ? crash(owner) : owner.page.close(),
      );
      for (const tab of two) {
        await tab.waitForStage('ready', 60_000);
        expect((await tab.verdict()).verdict).toBe('matches');
      }
      await expectOneMember();
      console.log(`${name}: ${((100 * mirror.bytesSent) / size).toFixed(1)} % fetched`);
      expect(mirror.bytesSent).toBeGreaterThanOrEqual(size);
      expect(mirror.bytesSent).toBeLessThanOrEqual(mostShare * size);

      const one = await takeOver(`${name}, the last but one`, two, takeoverMs, ({ page }) =>
        page.close(),
      );
      await expectOneMember();
      const saved = await one[0]?.save(size);
      expect(hashOf('sha256', await readFile(saved ?? ''))).toBe(file.hash('sha256'));
    },
    e2eTimeoutMs,
  );
});

it(
  'takes the work from a tab in Chromium that is frozen, or answers nothing; it follows afterwards',
  async () => {
    const visitor = await world.visitor('chromium');
    const { tabs } = await openTabs(visitor, 3);
    let stopped: CDPSession | undefined;
    let fetched = 0;
    const stop = async (owner: AppPage): Promise<CDPSession> => {
      // What waits for such a page in the network's buffers it has not fetched.
      fetched += (await owner.progress()).fromMirrors;
      const session = await owner.page.createCDPSession();
      return (stopped = session);
    };

    await atPercent(tabs[0], 15);
    const two = await takeOver('chromium, frozen', tabs, takeoverMs, async (owner) =>
      (await stop(owner)).send('Page.setWebLifecycleState', { state: 'frozen' }),
    );
    const frozen = stopped;
    await atPercent(two[0], 40);
    const [last] = await takeOver('chromium, answers nothing', two, frozenMs, async (owner) => {
      const session = await stop(owner);
      await session.send('Debugger.enable');
      await session.send('Debugger.pause');
    });
    await last?.waitForStage('ready', 60_000);
    fetched += (await last?.progress())?.fromMirrors ?? 0;
    console.log(`chromium: ${((100 * fetched) / size).toFixed(1)} % fetched`);
    expect(fetched).toBeLessThanOrEqual(mostShare * size);

    await frozen?.send('Page.setWebLifecycleState', { state: 'active' });
    await stopped?.send('Debugger.resume');
    for (const tab of tabs) {
      await tab.waitForStage('ready', 30_000);
      expect((await tab.verdict()).verdict).toBe('matches');
    }
    expect(await ownersOf(tabs)).toEqual([last]);
    await expectOneMember();
  },
  e2eTimeoutMs,
);

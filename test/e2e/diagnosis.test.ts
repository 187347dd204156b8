import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { e2eTimeoutMs } from '../support/browsers';
import type { BrowserName } from '../support/launch-browser';
import { makeBytes } from '../support/make-file';
import { type LinkOptions, makeLink } from '../support/make-link';
import { type Visitor, World } from '../support/world';

const saidWithinMs = 40_000;
/** What browsers say themselves of what these pages can't reach. */
const unreachable = [/./];

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

let opening: Promise<unknown> = Promise.resolve();

/**
 * A page that was told to fetch a file which nobody has. One after the other: what can be clicked is
 * known only of the page in front.
 */
function receiving(visitor: Visitor, name: string, options: LinkOptions): Promise<AppPage> {
  const page = opening.then(() => open(visitor, name, options));
  opening = page.catch(() => undefined);
  return page;
}

async function open(visitor: Visitor, name: string, options: LinkOptions): Promise<AppPage> {
  const page = await visitor.newPage(unreachable);
  const file = { name, bytes: makeBytes(100_000, name) };
  await page.openLink(await makeLink(file, world.app.url, options));
  if (options.trackers) await page.join();
  else await page.mirrorsOnly();
  return page;
}

function tracked(): LinkOptions {
  return { trackers: [`ws://localhost:${world.app.port}/announce`] };
}

async function seesNobody(visitor: Visitor): Promise<AppPage> {
  const page = await receiving(visitor, 'nobody has it.bin', tracked());
  await page.waitForProblem('swarm/nobody-there', saidWithinMs);
  return page;
}

async function goesOffline(visitor: Visitor): Promise<void> {
  const page = await seesNobody(visitor);
  await page.page.setOfflineMode(true);
  await page.waitForProblem('swarm/offline', saidWithinMs);
  await page.page.setOfflineMode(false);
  await page.waitForProblem('swarm/nobody-there', saidWithinMs);
}

async function isRefused(visitor: Visitor): Promise<void> {
  const mirror = await world.mirror({ 'refused.bin': makeBytes(100_000, 'refused.bin') });
  mirror.mode = 'no-cors';
  const page = await receiving(visitor, 'refused.bin', { mirrors: [mirror.url('refused.bin')] });
  await page.waitForProblem('swarm/mirrors-fail', saidWithinMs);
  const why = await page.read('mirror-problem');
  expect(why?.attributes['data-code']).toBe('swarm/mirror-unreachable');
}

async function findsNoTracker(visitor: Visitor): Promise<void> {
  // A web server, but no tracker.
  const server = await world.mirror({});
  const trackers = [server.url('announce').replace('http:', 'ws:')];
  const page = await receiving(visitor, 'untracked.bin', { trackers });
  await page.waitForProblem('swarm/tracker', saidWithinMs);
}

async function meetsNobodyWithMore(visitor: Visitor, other: Visitor): Promise<void> {
  const pages = await Promise.all(
    [visitor, other].map((each) => receiving(each, 'wanted by two.bin', tracked())),
  );
  await Promise.all(pages.map((page) => page.waitForProblem('swarm/peers-lack', saidWithinMs)));
  expect((await pages[0]?.read('can-close'))?.attributes['data-answer']).toBe('receiving');
}

// One page for each, all at once: every one of them takes its time before it says anything.
it.each<[BrowserName, string, (visitor: Visitor) => Promise<unknown>[]]>([
  [
    'chromium',
    'the tracker, the network, a mirror or those who have it are missing',
    (visitor) => [
      isRefused(visitor),
      findsNoTracker(visitor),
      goesOffline(visitor),
      world.visitor('chromium').then((other) => meetsNobodyWithMore(visitor, other)),
    ],
  ],
  [
    'firefox',
    'a mirror or those who have it are missing',
    (visitor) => [seesNobody(visitor), isRefused(visitor)],
  ],
])(
  'the page in %s says that %s',
  async (name, _what, cases) => {
    await Promise.all(cases(await world.visitor(name)));
  },
  e2eTimeoutMs,
);

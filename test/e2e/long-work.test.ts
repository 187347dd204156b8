import type { Browser, Page, Protocol } from 'puppeteer-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tabIcon } from '../../src/view/tab-icon';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { makeLink } from '../support/make-link';
import { waitFor } from '../support/wait-for';
import { World } from '../support/world';

const stepMs = 20_000;
/** Allowed from the start, in Firefox here: no test can answer what a browser asks. */
const allowed = { firefoxPrefs: { 'permissions.default.desktop-notification': 1 } };

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

async function allowAll(chromium: Browser): Promise<void> {
  const session = await chromium.target().createCDPSession();
  const permissions: Protocol.Browser.PermissionType[] = ['notifications', 'wakeLockScreen'];
  await session.send('Browser.grantPermissions', {
    origin: new URL(world.app.url).origin,
    permissions,
  });
}

/** What somebody who looks elsewhere came to see. */
interface Seen {
  readonly titles: string[];
  readonly icons: string[];
  readonly notices: string[];
  readonly locks: { readonly released: boolean }[];
}

/** Runs in the page, before its own scripts. */
function watchTab(): void {
  const seen: Seen = { titles: [], icons: [], notices: [], locks: [] };
  Object.assign(window, { seen });
  const note = (list: string[], value: string): void => {
    if (value !== list.at(-1)) list.push(value);
  };
  new MutationObserver(() => {
    note(seen.titles, document.title);
    note(seen.icons, document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? '');
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  const { Notification: Real } = window;
  class Notice extends EventTarget {
    static readonly requestPermission = () => Real.requestPermission();
    static get permission() {
      return Real.permission;
    }
    constructor(title: string, { body = '' }: NotificationOptions = {}) {
      super();
      seen.notices.push(`${title} / ${body}`);
    }
  }
  Object.assign(window, { Notification: Notice });
  const request = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = async (type) => {
    const lock = await request(type);
    seen.locks.push(lock);
    return lock;
  };
}

function seenIn(page: AppPage): Promise<Seen> {
  return page.page.evaluate(() => {
    const { titles, icons, notices, locks } = Reflect.get(window, 'seen') as Seen;
    return { titles, icons, notices, locks: locks.map(({ released }) => ({ released })) };
  });
}

/** Per cents that the title had, in order. */
async function figuresIn(page: AppPage): Promise<number[]> {
  const { titles } = await seenIn(page);
  return titles.filter((title) => /^\d/.test(title)).map((title) => parseInt(title));
}

async function waitForTitle(page: AppPage, pattern: RegExp): Promise<void> {
  await waitFor(
    `the title ${String(pattern)}`,
    stepMs,
    async () => pattern.test(await page.page.title()),
    () => page.page.title(),
  );
}

/** Waits until `count` locks keep the screen on. */
async function waitForLocks(page: AppPage, count: number): Promise<void> {
  await waitFor(`${count} locks`, stepMs, async () => {
    return (await seenIn(page)).locks.filter(({ released }) => !released).length === count;
  });
}

it.each(browserNames)(
  'somebody who looks elsewhere follows a download in %s, and is told of its end',
  async (name) => {
    const file = await world.folder.file('long 総和.bin', 2_500_001);
    const mirror = await world.mirror({ 'long.bin': file.bytes });
    mirror.mode = { throttle: 512 * 1024 };
    const visitor = await world.visitor(name, allowed);
    if (name === 'chromium') await allowAll(visitor.browser);
    const page = await visitor.newPage();
    await page.page.evaluateOnNewDocument(watchTab);
    await page.openLink(await makeLink(file, world.app.url, { mirrors: [mirror.url('long.bin')] }));
    await waitForTitle(page, /^Not started · long 総和\.bin · Samesum$/);
    await page.mirrorsOnly();
    await waitForTitle(page, /^\d+ % · long 総和\.bin · Samesum$/);

    expect((await seenIn(page)).locks).toEqual([]);
    await page.click('keep-screen-on');
    await waitForLocks(page, 1);
    await page.click('tell-me');
    await page.waitForText('while-away-status', /will tell you/);
    // What has arrived survives: closing takes nothing from anybody.
    expect(
      await page.page.evaluate(() =>
        dispatchEvent(new Event('beforeunload', { cancelable: true })),
      ),
    ).toBe(true);

    await waitFor('another figure', stepMs, async () => (await figuresIn(page)).length > 1);

    const front = await visitor.browser.newPage();
    await front.bringToFront();
    await waitForLocks(page, 0);
    await page.page.bringToFront();
    await waitForLocks(page, 1);
    await front.bringToFront();
    await waitForLocks(page, 0);
    mirror.mode = 'honest';
    await waitForTitle(page, /^✓ long 総和\.bin · Samesum$/);
    await page.page.bringToFront();
    expect(await page.read('keep-screen-on')).toBeUndefined();
    const { icons, notices, locks } = await seenIn(page);
    expect(notices).toEqual(['It matches / All of “long 総和.bin” was compared.']);
    expect(locks.every(({ released }) => released)).toBe(true);
    const figures = await figuresIn(page);
    expect(figures).toEqual(figures.toSorted((a, b) => a - b));
    expect(new Set(icons).size).toBeGreaterThan(3);
    expect(icons.at(-1)).toBe(tabIcon({ phase: 'matches', percent: undefined }));
  },
  e2eTimeoutMs,
);

/** Tries to close a page as a person does. Whether the browser asked; it stays open then. */
async function asksBeforeClosing(page: Page): Promise<boolean> {
  // A browser asks only where somebody did something.
  await page.bringToFront();
  await page.click('h1');
  // Otherwise every page that is tested says yes.
  page.removeAllListeners('dialog');
  const asked = new Promise<boolean>((resolve, reject) => {
    page.once('close', () => resolve(false));
    page.once('dialog', (dialog) => {
      dialog.dismiss().then(() => resolve(dialog.type() === 'beforeunload'), reject);
    });
  });
  await page.close({ runBeforeUnload: true });
  return asked;
}

it(
  'Chromium asks before the only full copy is closed, and not before those who are getting it are',
  async () => {
    const publish = await (await world.visitor('chromium')).newPage();
    const file = await world.folder.file('only here.bin', 8_000_000);
    const link = await publish.publish(file.path);
    const session = await publish.page.createCDPSession();
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 256 * 1024,
    });
    const receive = await (await world.visitor('chromium')).newPage();
    await receive.openLink(link);
    await receive.join();
    await publish.waitForText('can-close', /1 peer is still getting it/);
    expect(await publish.page.title()).toBe('Passing on · only here.bin · Samesum');
    expect(await asksBeforeClosing(publish.page)).toBe(true);
    expect(await asksBeforeClosing(receive.page)).toBe(false);
  },
  e2eTimeoutMs,
);

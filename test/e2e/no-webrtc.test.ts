import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { hashOf, type MadeFile } from '../support/make-file';
import { type LinkOptions, makeLink } from '../support/make-link';
import type { Mirror } from '../support/mirror-server';
import { type Visitor, World } from '../support/world';

const size = 400_001;
const webSockets = '__webSockets';

/** Runs in the page, before its own scripts. */
function withoutWebrtc(name: string): void {
  Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  let count = 0;
  Object.defineProperty(globalThis, name, { get: () => count });
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      count += 1;
    }
  };
}

describe.each(browserNames)('a browser without WebRTC: %s', (name) => {
  let world: World;
  let visitor: Visitor;
  let file: MadeFile;
  let mirror: Mirror;

  beforeAll(async () => {
    world = await World.open();
    visitor = await world.visitor(name);
    file = await world.folder.file('no peers.bin', size);
    mirror = await world.mirror({ [file.name]: file.bytes });
  }, e2eTimeoutMs);
  afterAll(() => world.close());

  /** A page that was told to join by a link with these options, and with a tracker. */
  async function joined(options: LinkOptions, releaseName: string): Promise<AppPage> {
    const page = await visitor.newPage();
    await page.page.evaluateOnNewDocument(withoutWebrtc, webSockets);
    const trackers = [`ws://localhost:${world.app.port}/announce`];
    // Another name is another info hash, so that no test finds what the one before it stored.
    const release = { ...file, name: releaseName };
    await page.openLink(await makeLink(release, world.app.url, { trackers, ...options }));
    await page.waitForProblem('swarm/no-webrtc');
    await page.join();
    return page;
  }

  function textOf(page: AppPage): Promise<string> {
    return page.page.evaluate(() => document.body.innerText);
  }

  function socketsOf(page: AppPage): Promise<number> {
    return page.page.evaluate((key) => Reflect.get(globalThis, key) as number, webSockets);
  }

  it.each([
    ['with', true],
    ['without', false],
  ])(
    'a link with a mirror, %s metadata: completes, and says that there are no peers',
    async (_, withInfo) => {
      const page = await joined({ withInfo, mirrors: [mirror.url(file.name)] }, `info ${withInfo}`);
      // Nobody waits for peers that can't be asked.
      await page.waitForStage('ready', 8_000);
      expect(await page.verdict()).toEqual({ verdict: 'matches', source: 'link' });
      expect(await textOf(page)).toContain('0 connected (this browser can’t talk to peers)');
      expect(await textOf(page)).toContain('Not passed on');
      expect(hashOf('sha256', await readFile(await page.save(size)))).toBe(file.hash('sha256'));
      expect(await socketsOf(page)).toBe(0);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it.each([
    ['with', true],
    ['without', false],
  ])(
    'a link without a mirror, %s metadata: says what to do',
    async (_, withInfo) => {
      const page = await joined({ withInfo }, `no mirror ${withInfo}`);
      await page.waitForStage(['receiving', 'failed']);
      await page.waitForProblem('swarm/no-webrtc');
      const words = (await page.read('problem'))?.text;
      expect(words).toContain('This browser can’t talk to peers');
      expect(words).toContain('use another browser');
      expect(await page.saveEnabled()).toBe(false);
      expect(await socketsOf(page)).toBe(0);
      page.assertClean();
    },
    e2eTimeoutMs,
  );
});

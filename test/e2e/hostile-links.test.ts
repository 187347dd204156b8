import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  badAddresses,
  leadingParameters,
  refusedMagnets,
  strippedMagnets,
} from '../link/hostile-magnets';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { LoopbackEar } from '../support/loopback-ear';
import type { MadeFile } from '../support/make-file';
import { makeLink, metadataOf } from '../support/make-link';
import { waitFor } from '../support/wait-for';
import { type NetworkWatch, watchNetwork } from '../support/watch-network';
import { type Visitor, World } from '../support/world';
import { buildTorrentFile } from '../../src/release/build-torrent';

/** All that a page could be led to by a link that is no good. */
const lures = leadingParameters
  .flatMap((name) => badAddresses.map((url) => `&${name}=${encodeURIComponent(url)}`))
  .join('');

describe.each(browserNames)('hostile links in %s', (name) => {
  const ear = new LoopbackEar();
  let world: World;
  let visitor: Visitor;
  let file: MadeFile;

  beforeAll(async () => {
    await ear.listen();
    world = await World.open();
    visitor = await world.visitor(name);
    file = await world.folder.file('wanted.bin', 200_003);
  }, e2eTimeoutMs);
  afterAll(async () => {
    await world.close();
    await ear.close();
  });

  async function openHome(): Promise<{ page: AppPage; network: NetworkWatch }> {
    const page = await visitor.newPage();
    const network = await watchNetwork(page.page, world.app.url);
    await page.page.goto(world.app.url);
    return { page, network };
  }

  /** Goes home, then to a fragment, in one document. */
  async function follow(page: AppPage, fragment: string): Promise<void> {
    await page.page.evaluate(() => (location.hash = ''));
    await waitFor('home', 10_000, async () => {
      return (await page.read('app'))?.attributes['data-route'] === 'home';
    });
    await page.page.evaluate((hash) => (location.hash = hash), fragment);
  }

  /** Nothing left the page, neither as a request nor as a WebSocket nor as a peer connection. */
  async function expectSilence({ page, network }: Awaited<ReturnType<typeof openHome>>) {
    expect(network.foreignRequests).toEqual([]);
    expect(await network.webSockets()).toEqual([]);
    expect(await page.peerConnections()).toBe(0);
    expect(ear.heard).toEqual([]);
    expect(await page.page.$$('main img')).toHaveLength(0);
    page.assertClean();
  }

  it(
    'that are refused are refused with their code, and lead nowhere',
    async () => {
      const opened = await openHome();
      for (const [kind, magnet, code] of refusedMagnets) {
        const room = magnet.length < 10_000;
        await follow(opened.page, magnet + (room ? earLures(ear.port) : ''));
        await opened.page.waitForProblem(code).catch((error: unknown) => {
          throw new Error(kind, { cause: error });
        });
      }
      await expectSilence(opened);
    },
    e2eTimeoutMs,
  );

  it(
    'that are stripped lead nowhere before somebody agrees',
    async () => {
      const opened = await openHome();
      for (const [, magnet] of strippedMagnets.filter((_, index) => index % 5 === 0)) {
        await follow(opened.page, magnet + lures);
        await opened.page.waitForStage('choosing');
      }
      await expectSilence(opened);
    },
    e2eTimeoutMs,
  );

  it(
    'lead where they may and nowhere else, once somebody agrees; and what a .torrent says is not taken',
    async () => {
      const { page, network } = await openHome();
      const tracker = `ws://localhost:${world.app.port}/announce`;
      const torrent = buildTorrentFile(await metadataOf(file), {
        trackers: [`ws://localhost:${ear.port}/announce`],
        mirrors: [`http://localhost:${ear.port}/${file.name}`],
      });
      const mirror = await world.mirror({ [file.name]: file.bytes, 'a.torrent': torrent });
      const link = await makeLink(file, world.app.url, {
        withInfo: false,
        trackers: [tracker],
        mirrors: [mirror.url(file.name)],
        torrentUrls: [mirror.url('a.torrent')],
      });
      await follow(page, new URL(link).hash.slice(1) + lures + earLures(ear.port));
      await page.join();
      await page.waitForStage('ready', 60_000);
      expect(await network.webSockets()).toEqual([tracker]);
      expect(mirror.requests.length).toBeGreaterThan(1);
      expect(network.foreignRequests.filter((url) => !url.startsWith(mirror.url('')))).toEqual([]);
      expect(ear.heard).toEqual([]);
      page.assertClean();
    },
    e2eTimeoutMs,
  );
});

/** Ways to this machine that even a page on it must not take. */
function earLures(port: number): string {
  const at = `127.0.0.1:${port}`;
  return [
    ...[`http://${at}/announce`, `udp://${at}`, `https://u:p@${at}/`].map((url) => ['tr', url]),
    ...[`ws://${at}/`, `ftp://${at}/`, `//${at}/`].flatMap((url) => [
      ['ws', url],
      ['xs', url],
    ]),
    ...['as', 'kt', 'mt'].map((parameter) => [parameter, `http://${at}/`]),
    ['x.pe', at],
  ]
    .map(([parameter = '', value = '']) => `&${parameter}=${encodeURIComponent(value)}`)
    .join('');
}

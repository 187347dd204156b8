import type { Page } from 'puppeteer-core';
import { buildTorrentFile } from '../../src/release/build-torrent';
import { choosePieceLength } from '../../src/release/piece-length';
import { browserNames } from '../support/browsers';
import setup from '../support/e2e-setup';
import type { BrowserName } from '../support/launch-browser';
import type { MadeFile } from '../support/make-file';
import { makeLink, metadataOf } from '../support/make-link';
import type { MirrorMode } from '../support/mirror-mode';
import { World } from '../support/world';
import { AppCrowd } from './crowd-parts/app-crowd';
import { median } from './shared/median';
import { readOptions } from './shared/read-options';
import { watchReceive } from './shared/watch-receive';

const MiB = 2 ** 20;
const crowdPeers = 6;
/** Bytes of an info dictionary beyond which a link does not carry it. */
const largestCarried = 8192;

/** How fast the lone mirror is: as fast as this machine can, and as fast as a good line. */
const speeds: Readonly<Record<string, { readonly mode: MirrorMode; readonly size: number }>> = {
  'no cap': { mode: 'honest', size: 256 * MiB },
  '12.5 MB/s': { mode: { throttle: 12_500_000 }, size: 64 * MiB },
};

/** Runs in a page. Milliseconds to read the whole answer and drop it. */
async function drain(url: string): Promise<number> {
  const startedAt = performance.now();
  const { body } = await fetch(url, { credentials: 'omit', cache: 'no-store' });
  const reader = body?.getReader();
  for (;;) {
    const { done } = (await reader?.read()) ?? { done: true };
    if (done) return performance.now() - startedAt;
  }
}

async function inPage<T>(world: World, name: BrowserName, work: (page: Page) => Promise<T>) {
  const visitor = await world.visitor(name);
  const { page } = await visitor.newPage();
  const result = await work(page);
  await world.leave(visitor);
  return result;
}

const fetchMs = (world: World, name: BrowserName, url: string) =>
  inPage(world, name, async (page) => {
    await page.goto(world.app.url);
    return page.evaluate(drain, url);
  });

/** From the click to the whole file, stored and hashed. */
const receiveMs = (world: World, name: BrowserName, link: string) =>
  inPage(world, name, async (page) => {
    await page.goto(link);
    await page.waitForSelector('[data-testid="mirrors-only"]');
    const startedAt = Date.now();
    await page.$eval('[data-testid="mirrors-only"]', (button) => (button as HTMLElement).click());
    return (await page.evaluate(watchReceive, 100)) - startedAt;
  });

/** A mirror of `file` and of its .torrent, and a link that names both and `trackers`. */
async function mirrorAndLink(world: World, file: MadeFile, trackers: readonly string[]) {
  const pieceLength = choosePieceLength(file.bytes.length);
  const metadata = await metadataOf(file, pieceLength);
  const mirror = await world.mirror({
    [file.name]: { path: file.path },
    'release.torrent': buildTorrentFile(metadata, { trackers: [], mirrors: [] }),
  });
  const withInfo = metadata.infoBytes.length <= largestCarried;
  const link = await makeLink(file, world.app.url, {
    pieceLength,
    mirrors: [mirror.url(file.name)],
    trackers,
    withInfo,
    torrentUrls: withInfo ? [] : [mirror.url('release.torrent')],
  });
  return { mirror, link };
}

async function alone(world: World, name: BrowserName, rounds: number): Promise<void> {
  for (const [title, { mode, size }] of Object.entries(speeds)) {
    const file = await world.folder.file(`alone-${size}.bin`, size);
    const { mirror, link } = await mirrorAndLink(world, file, []);
    mirror.mode = mode;
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const plain = await fetchMs(world, name, mirror.url(file.name));
      const ours = await receiveMs(world, name, link);
      console.log(
        `${name}, one mirror, ${title}: fetch ${plain.toFixed(0)} ms, ours ${ours.toFixed(0)} ms`,
      );
      ratios.push(plain / ours);
    }
    console.log(
      `== ${name}, one mirror, ${title}, median of ${rounds}: ${median(ratios).toFixed(2)} × the ` +
        'speed of a plain fetch',
    );
  }
}

/** One mirror at 1 MiB/s and no publisher; each peer may send 1 MiB/s. The least time is 24 s. */
async function crowdRound(world: World, file: MadeFile) {
  const trackers = [`${world.app.url.replace(/^http/, 'ws')}announce`];
  const { mirror, link } = await mirrorAndLink(world, file, trackers);
  mirror.mode = { throttle: MiB };
  const crowd = await AppCrowd.open(world.app.url, link);
  const peers = [];
  for (let i = 0; i < crowdPeers; i++)
    peers.push(await crowd.receiver({ by: 'limiter', rate: MiB }));
  const startedAt = Date.now();
  await Promise.all(peers.map((peer) => peer.join()));
  const finishedAt = await Promise.all(peers.map((peer) => peer.reached(100)));
  const seconds = (Math.max(...finishedAt) - startedAt) / 1000;
  const copies = mirror.bytesSent / file.bytes.length;
  await crowd.close();
  return { copies, ratio: seconds / (file.bytes.length / MiB) };
}

async function withCrowd(world: World, rounds: number): Promise<void> {
  const file = await world.folder.file('crowd.bin', 24 * MiB);
  const runs = [];
  for (let round = 0; round < rounds; round++) {
    const run = await crowdRound(world, file);
    console.log(
      `one mirror and a crowd of ${crowdPeers}: ${run.copies.toFixed(2)} copies from the mirror, ` +
        `${run.ratio.toFixed(2)} × the least time`,
    );
    runs.push(run);
  }
  const copies = median(runs.map((run) => run.copies)).toFixed(2);
  const ratio = median(runs.map((run) => run.ratio)).toFixed(2);
  console.log(
    `== one mirror and a crowd of ${crowdPeers}, median of ${rounds}: ${copies} copies from the ` +
      `mirror, ${ratio} × the least time`,
  );
}

/**
 * One mirror alone, against a plain `fetch` of the same file; and one slow mirror with a crowd, which
 * should have to send little more than one copy.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { names, counts } = readOptions('mirror', args, {
    names: [...browserNames, 'crowd'],
    counts: { rounds: 3 },
  });
  await setup();
  const world = await World.open();
  for (const name of browserNames)
    if (names.includes(name)) await alone(world, name, counts.rounds);
  if (names.includes('crowd')) await withCrowd(world, counts.rounds);
  await world.close();
}

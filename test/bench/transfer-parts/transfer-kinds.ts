import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../support/launch-browser';
import type { MadeFile } from '../../support/make-file';
import { makeLink } from '../../support/make-link';
import { openStockPage } from '../../support/stock-peer';
import type { Visitor, World } from '../../support/world';
import { noteFirstByte } from '../shared/note-first-byte';
import { watchReceive } from '../shared/watch-receive';
import { transferRaw } from './raw-channel';

const setupMs = 60_000;
const transferMs = 120_000;

/** One run between two browsers of their own; returns ms. */
export type TransferKind = (at: {
  readonly world: World;
  readonly file: MadeFile;
  readonly sender: Visitor;
  readonly receiver: Visitor;
}) => Promise<number>;

const trackersOf = (world: World) => [`${world.app.url.replace(/^http/, 'ws')}announce`];

const raw: TransferKind = async ({ file, sender, receiver }) =>
  transferRaw(await sender.browser.newPage(), await receiver.browser.newPage(), file.bytes.length);

/** Joins by magnet, as our page has nothing but its link. */
const plain: TransferKind = async ({ world, file, sender, receiver }) => {
  const trackers = trackersOf(world);
  const seeder = await openStockPage(sender.browser, { store: 'default' });
  const { magnet } = await seeder.seed({ name: file.name, size: file.bytes.length }, { trackers });
  let firstByteAt = (): Promise<number> => Promise.resolve(NaN);
  const prepare = async (page: Page): Promise<void> => {
    firstByteAt = await noteFirstByte(page);
  };
  const leecher = await openStockPage(receiver.browser, { store: 'default', prepare });
  // Firefox gives webtorrent's idle callbacks to the page in front alone.
  await leecher.page.bringToFront();
  await leecher.add({ torrent: magnet, trackers });
  const ms = (await leecher.waitDone(transferMs)) - (await firstByteAt());
  await Promise.all([leecher.vanish(), seeder.vanish()]);
  return ms;
};

const ours: TransferKind = async ({ world, file, sender, receiver }) => {
  const link = await (await sender.newPage()).publish(file.path, setupMs);
  return receiveInApp(world, receiver, link);
};

/** Our page receives pieces of this length from plain webtorrent, which does not choose them. */
function oursInPiecesOf(pieceLength: number): TransferKind {
  return async ({ world, file, sender, receiver }) => {
    const trackers = trackersOf(world);
    const seeder = await openStockPage(sender.browser);
    const { name, bytes } = file;
    const { infoHash } = await seeder.seed({ name, size: bytes.length }, { trackers, pieceLength });
    const link = await makeLink(file, world.app.url, { pieceLength, trackers, withInfo: false });
    if (!link.includes(infoHash)) throw new Error('webtorrent made another torrent of this file.');
    const ms = await receiveInApp(world, receiver, link);
    await seeder.vanish();
    return ms;
  };
}

/** From the first byte to the whole file, stored and hashed. */
async function receiveInApp(world: World, receiver: Visitor, link: string): Promise<number> {
  const app = await receiver.newPage();
  const firstByteAt = await noteFirstByte(app.page);
  await app.openLink(link);
  await app.page.bringToFront();
  await app.join();
  const end = withinMs(transferMs, app.page.evaluate(watchReceive, 100));
  const ms = (await end) - (await firstByteAt());
  await app.waitForVerdict('matches');
  return ms;
}

async function withinMs<T>(ms: number, work: Promise<T>): Promise<T> {
  const end = new AbortController();
  const late = sleep(ms, undefined, { signal: end.signal }).then(() => {
    throw new Error(`Waited ${ms} ms.`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    end.abort();
  }
}

export const transferKinds = {
  raw,
  plain,
  ours,
  '128-KiB-pieces': oursInPiecesOf(131_072),
  '1-MiB-pieces': oursInPiecesOf(1_048_576),
} as const satisfies Record<string, TransferKind>;

export type TransferName = keyof typeof transferKinds;

/** Runs one kind once, between a new Chromium and a new `receiverName`. */
export async function runTransfer(
  world: World,
  file: MadeFile,
  name: TransferName,
  receiverName: BrowserName,
): Promise<number> {
  const sender = await world.visitor('chromium');
  const receiver = await world.visitor(receiverName);
  try {
    return await transferKinds[name]({ world, file, sender, receiver });
  } finally {
    const left = await Promise.allSettled([world.leave(receiver), world.leave(sender)]);
    for (const end of left) if (end.status === 'rejected') console.log(String(end.reason));
  }
}

import type { Browser } from 'puppeteer-core';
import { expect } from 'vitest';
import { makeBytes } from '../support/make-file';
import { makeLink, metadataOf } from '../support/make-link';
import { openStockPage, type StockPage } from '../support/stock-peer';
import type { Visitor, World } from '../support/world';
import { buildTorrentFile } from '../../src/release/build-torrent';
import { type Arrivals, meterArrivals } from './meter-arrivals';
import { assertHidden, hide } from './hide';

export interface Visit {
  /** Has to be a name that no visit had before. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly hidden: boolean;
  /** What happens once the page receives, before it is measured. Default: nothing. */
  readonly meanwhile?: (seeder: StockPage) => Promise<void>;
  /** Bytes per second that the seeder gives at first. Default: all it can. */
  readonly uploadLimit?: number;
}

/** Bytes per second. */
export interface VisitRates {
  readonly receiving: number;
  readonly giving: number;
}

/** Pieces in the largest info dictionary that a link carries, about. */
const mostPieces = 380;
const timeoutMs = 120_000;

/** A power of two that a link has room for. */
function pieceLengthOf(size: number): number {
  return 2 ** Math.max(16, Math.ceil(Math.log2(size / mostPieces)));
}

/**
 * A page receives a file from a stock peer, from its first byte to its verdict, and then gives it to
 * another one, visible or hidden all the time.
 */
export async function visit(
  world: World,
  visitor: Visitor,
  others: Browser,
  { name, size, hidden, meanwhile, uploadLimit }: Visit,
): Promise<VisitRates> {
  const trackers = [`ws://localhost:${world.app.port}/announce`];
  const pieceLength = pieceLengthOf(size);
  const file = { name, bytes: makeBytes(size, name) };
  const metadata = await metadataOf(file, pieceLength);
  const torrent = buildTorrentFile(metadata, { trackers: [], mirrors: [] });
  const seeder = await openStockPage(others, uploadLimit === undefined ? {} : { uploadLimit });
  await seeder.seed({ name, size }, { trackers, torrent });

  const app = await visitor.newPage();
  const arrivals = await meterArrivals(app.page);
  await app.openLink(await makeLink(file, world.app.url, { pieceLength, trackers }));
  await app.waitForStage('choosing');
  if (hidden) await hide(visitor.browser, app.page);
  // Without a mouse, which would have to bring the page to the front.
  await app.page.$eval('[data-testid="join"]', (button) => (button as HTMLElement).click());
  let before: Arrivals | undefined;
  if (meanwhile) {
    await meanwhile(seeder);
    before = await arrivals();
  }
  await app.waitForStage('ready', timeoutMs);
  expect(await app.verdict()).toEqual({ verdict: 'matches', source: 'link' });
  const receiving = (await arrivals()).rateSince(before);
  await seeder.destroy();
  const giving = await giveTo(others, torrent, trackers);
  if (hidden) await assertHidden(app.page);
  app.assertClean();
  await app.page.close();
  return { receiving, giving };
}

/** A stock peer receives everything, from the only one who is there. Returns bytes per second. */
async function giveTo(
  others: Browser,
  torrent: Uint8Array,
  trackers: readonly string[],
): Promise<number> {
  let arrivals: (() => Promise<Arrivals>) | undefined;
  const receiver = await openStockPage(others, {
    prepare: async (page) => {
      arrivals = await meterArrivals(page);
    },
  });
  await receiver.add({ torrent, trackers });
  await receiver.waitDone(timeoutMs);
  const rate = (await arrivals?.())?.rateSince(undefined) ?? NaN;
  await receiver.destroy();
  return rate;
}

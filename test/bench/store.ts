import { browserNames } from '../support/browsers';
import { type BrowserName, launchBrowser } from '../support/launch-browser';
import { median } from './shared/median';
import { readOptions } from './shared/read-options';
import { measureStore, type StoreFigures, type StoreWork } from './store-parts/measure-store';
import { serveStorePage } from './store-parts/serve-store-page';
import { type StoreName, storeNames } from './store-parts/store-contract';

const KiB = 2 ** 10;
const MiB = 2 ** 20;
const pieceLengths = [16 * KiB, 64 * KiB, 256 * KiB, MiB, 4 * MiB];

interface Row {
  readonly browser: BrowserName;
  readonly url: string;
  /** Bytes. */
  readonly length: number;
  readonly pieceLength: number;
  readonly kinds: readonly StoreName[];
  readonly rounds: number;
}

type Figures = Readonly<Record<StoreWork, readonly StoreFigures[]>>;

async function measureRow(row: Row): Promise<ReadonlyMap<StoreName, Figures>> {
  const { browser: name, url, kinds, rounds, ...file } = row;
  const all = new Map<StoreName, Record<StoreWork, StoreFigures[]>>();
  for (const kind of kinds) all.set(kind, { put: [], get: [] });
  for (let round = 0; round < rounds; round++)
    for (const [kind, { put, get }] of all) {
      const browser = await launchBrowser(name);
      const figures = await measureStore(browser, url, kind, file);
      put.push(figures.put);
      get.push(figures.get);
      await browser.close();
    }
  return all;
}

function print(
  { browser, length, pieceLength, rounds }: Row,
  all: ReadonlyMap<StoreName, Figures>,
): void {
  const mebibytes = length / MiB;
  for (const work of ['put', 'get'] as const) {
    const speeds = [...all].map(([kind, figures]) => {
      const speed = mebibytes / (median(figures[work].map(({ ms }) => ms)) / 1000);
      const thread = median(figures[work].map(({ mainThreadMs }) => mainThreadMs)) / mebibytes;
      return { kind, speed, thread };
    });
    const best = speeds[0];
    const parts = speeds.map(({ kind, speed, thread }, at) => {
      const ratio =
        at === 0 ? '' : ` (${best?.kind ?? ''} × ${((best?.speed ?? NaN) / speed).toFixed(2)})`;
      const main = Number.isNaN(thread) ? '' : `, ${thread.toFixed(1)} ms/MiB`;
      return `${kind} ${speed.toFixed(1)} MiB/s${main}${ratio}`;
    });
    console.log(
      `== ${browser}, ${pieceLength / KiB} KiB, ${work}, median of ${rounds}: ${parts.join('; ')}`,
    );
  }
}

/**
 * Every piece of a file put in a shuffled order and read in another one, each in a browser that was
 * just started: our store, idb-keyval with one record a piece, and webtorrent's default store, taking
 * turns. `ms/MiB`: time of the page's main thread.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { names, kinds, counts } = readOptions('store', args, {
    names: browserNames,
    kinds: storeNames,
    counts: { rounds: 3, mib: 64, kib: 0 },
  });
  const { url, close } = await serveStorePage();
  for (const browser of names)
    for (const pieceLength of counts.kib > 0 ? [counts.kib * KiB] : pieceLengths) {
      const { mib, rounds } = counts;
      const row: Row = { browser, url, length: mib * MiB, pieceLength, kinds, rounds };
      print(row, await measureRow(row));
    }
  await close();
}

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import type {
  StockAddOptions,
  StockApi,
  StockFile,
  StockOptions,
  StockReport,
  StockSeedOptions,
  StockTorrent,
} from './stock-peer-contract';
import { startStockServer, type StockServer } from './stock-peer-server';
import { waitFor } from './wait-for';

export interface StockPageOptions extends StockOptions {
  /** Path of the webtorrent build to run. Default: the one that the app is built with, unpatched. */
  readonly script?: string;
  /** Called before the page loads, to put hooks into it. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const installedEngine = join(
  dirname(createRequire(import.meta.url).resolve('webtorrent/package.json')),
  'dist/webtorrent.min.js',
);
const loadMs = 20_000;

/**
 * A page that runs stock webtorrent with its defaults, except for other people's STUN servers: the
 * rest of the world, for tests and benches. One client and one torrent per page.
 *
 *     const seeder = await openStockPage(browser, { uploadLimit: 2 ** 20 });
 *     const { torrent } = await seeder.seed({ name: 'a.bin', size: 1e6 }, { trackers });
 *     const receiver = await openStockPage(otherBrowser, { strategy: 'rarest' });
 *     await receiver.add({ torrent, trackers });
 *     await receiver.waitDone(30_000);
 *     expect(await receiver.sha256()).toBe(hashOf('sha256', makeBytes(1e6, 'a.bin')));
 *     await Promise.all([seeder.destroy(), receiver.destroy()]);
 *
 * A liar serves damaged blocks of a file that our page published (`torrentOf` makes its .torrent):
 *
 *     const liar = await openStockPage(browser, { flip: { every: 'all' } });
 *     await liar.seed(file, { torrent, trackers });
 */
export class StockPage {
  constructor(
    readonly page: Page,
    private readonly server: StockServer,
  ) {}

  /** Seeds a file that the page makes itself. Resolves when it announces. */
  async seed(file: StockFile, options: StockSeedOptions): Promise<StockTorrent> {
    const { torrent, ...rest } = options;
    const seeded = await this.page.evaluate(
      (...args) => stock.seed(...args),
      { ...file, seed: file.seed ?? file.name },
      torrent === undefined ? rest : { ...rest, torrentBase64: toBase64(torrent) },
    );
    const { infoHash, magnet, torrentBase64 } = seeded;
    return { infoHash, magnet, torrent: new Uint8Array(Buffer.from(torrentBase64, 'base64')) };
  }

  /** Starts to receive. Resolves at once. */
  async add({ torrent, trackers }: StockAddOptions): Promise<void> {
    const source =
      typeof torrent === 'string' ? { magnet: torrent } : { base64: toBase64(torrent) };
    await this.page.evaluate((...args) => stock.add(...args), source, trackers);
  }

  /** Resolves when every piece is here, with the moment in ms since 1970 by the page's clock. */
  async waitDone(timeoutMs: number): Promise<number> {
    const late = setTimeoutPromise(timeoutMs);
    const doneAt = await Promise.race([this.page.evaluate(() => stock.done()), late.promise]);
    late.cancel();
    if (doneAt === undefined)
      throw new Error(
        `Waited ${timeoutMs} ms for all pieces: ${JSON.stringify(await this.report())}`,
      );
    return doneAt;
  }

  report(): Promise<StockReport> {
    return this.page.evaluate(() => stock.report());
  }

  /** 0 to 1. */
  async progress(): Promise<number> {
    return (await this.report()).progress;
  }

  async peers(): Promise<number> {
    return (await this.report()).peers;
  }

  /** Bytes for peers, the protocol's included; with a limit, some of them may still wait. */
  async uploadedBytes(): Promise<number> {
    return (await this.report()).uploadedBytes;
  }

  /** Of all pieces, as the store has them; a liar's too are good. Throws when one is missing. */
  sha256(): Promise<string> {
    return this.page.evaluate(() => stock.sha256());
  }

  /** Bytes per second; -1 for no limit. */
  throttleUpload(rate: number): Promise<void> {
    return this.page.evaluate((value) => stock.throttleUpload(value), rate);
  }

  /** Leaves the swarm, closes the page and ends its server. */
  async destroy(): Promise<void> {
    if (!this.page.isClosed()) {
      await this.page.evaluate(() => stock.destroy()).catch(() => undefined);
      await this.page.close();
    }
    await this.server.close();
  }

  /** Ends all at once, as when its browser dies: it says goodbye to nobody. */
  async vanish(): Promise<void> {
    await this.page.close();
    await this.server.close();
  }
}

/** Opens a page that runs stock webtorrent. `destroy()` it; a closed browser leaves its server. */
export async function openStockPage(
  browser: Pick<Browser, 'newPage'>,
  options: StockPageOptions = {},
): Promise<StockPage> {
  const { script = installedEngine, prepare, ...told } = options;
  if (told.flip && told.store === 'default') throw new Error('Only the store `memory` can flip.');
  const server = await startStockServer(script);
  const page = await browser.newPage();
  await prepare?.(page);
  await page.goto(server.url);
  await waitFor('the page to load', loadMs, () =>
    page.evaluate(() => Reflect.has(globalThis, 'stock')),
  );
  await page.evaluate((given) => stock.open(given), told);
  return new StockPage(page, server);
}

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function setTimeoutPromise(ms: number): { promise: Promise<undefined>; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<undefined>((late) => (timer = setTimeout(() => late(undefined), ms)));
  return { promise, cancel: () => clearTimeout(timer) };
}

declare global {
  /** In the page. */
  var stock: StockApi;
}

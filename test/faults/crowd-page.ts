import type { Browser } from 'puppeteer-core';
import { openStockPage, type StockPage } from '../support/stock-peer';

/** A file that one peer of the crowd has. */
export interface Seed {
  /** Peers of one name are one peer: one client with one peer id. */
  readonly peer: string;
  /** Where the page gets the right bytes. */
  readonly url: string;
  readonly torrent: Uint8Array;
  readonly tracker: string;
  /** Makes it a liar: damages the first block and every `n`th after it as it hands them out. */
  readonly flipOneIn?: number;
  /** Bytes per second, for the whole peer. */
  readonly uploadLimit?: number;
}

interface Task extends Omit<Seed, 'torrent'> {
  readonly torrentBase64: string;
}

interface EngineTorrent {
  readonly infoHash: string;
  readonly uploaded: number;
  readonly pieceLength: number;
  on(event: 'ready' | 'error' | 'warning', listener: (error?: unknown) => void): void;
}

interface EngineClient {
  add(torrent: Uint8Array, options: object): EngineTorrent;
  on(event: 'error', listener: (error: unknown) => void): void;
  throttleUpload(rate: number): void;
}

type Callback = (error: Error | null, bytes?: Uint8Array) => void;

interface PageState {
  readonly WebTorrent: new (options: object) => EngineClient;
  clients?: Map<string, EngineClient>;
  seeds?: Map<string, EngineTorrent>;
}

/** Runs in the page. Resolves with the info hash when the peer announces. */
async function seedInPage(task: Task): Promise<string> {
  const state = globalThis as unknown as PageState;
  const clients = (state.clients ??= new Map<string, EngineClient>());
  const seeds = (state.seeds ??= new Map<string, EngineTorrent>());
  const bytes = new Uint8Array(await (await fetch(task.url)).arrayBuffer());
  const { flipOneIn } = task;

  /** An abstract-chunk-store over `bytes`. Blocks are for peers; whole pieces for webtorrent itself. */
  class Store {
    constructor(readonly chunkLength: number) {}
    put(_index: number, _bytes: Uint8Array, done: Callback): void {
      queueMicrotask(() => done(null));
    }
    get(index: number, range: { offset?: number; length?: number } | null, done: Callback): void {
      const start = index * this.chunkLength + (range?.offset ?? 0);
      const pieceEnd = (index + 1) * this.chunkLength;
      const block = bytes.slice(start, range?.length ? start + range.length : pieceEnd);
      if (range && flipOneIn !== undefined && (start / 16_384) % flipOneIn === 0)
        block[1] = (block[1] ?? 0) ^ 1;
      queueMicrotask(() => done(null, block));
    }
    close(done: Callback): void {
      queueMicrotask(() => done(null));
    }
    destroy(done: Callback): void {
      queueMicrotask(() => done(null));
    }
  }

  let client = clients.get(task.peer);
  if (!client) {
    client = new state.WebTorrent({ tracker: { rtcConfig: { iceServers: [] } } });
    client.on('error', (error) => console.error(String(error)));
    if (task.uploadLimit !== undefined) client.throttleUpload(task.uploadLimit);
    clients.set(task.peer, client);
  }
  const torrentFile = Uint8Array.from(atob(task.torrentBase64), (c) => c.charCodeAt(0));
  const torrent = client.add(torrentFile, {
    // Clients in one page would share a socket to a tracker of one address.
    announce: [`${task.tracker}?${encodeURIComponent(task.peer)}`],
    store: Store,
    storeCacheSlots: 0,
    skipVerify: true,
  });
  torrent.on('error', (error) => console.error(String(error)));
  torrent.on('warning', () => undefined);
  await new Promise<void>((ready) => torrent.on('ready', () => ready()));
  seeds.set(`${task.peer} ${torrent.infoHash}`, torrent);
  return torrent.infoHash;
}

/** What one peer has of one file. */
export interface SeedHandle {
  /** Bytes of blocks that it gave so far. */
  uploadedBytes(): Promise<number>;
}

/** One page with any number of stock webtorrent peers, honest and not, each with any number of files. */
export class CrowdPage {
  private constructor(private readonly stock: StockPage) {}

  static async open(browser: Browser): Promise<CrowdPage> {
    const stock = await openStockPage(browser);
    await stock.page.addScriptTag({
      type: 'module',
      content: "import engine from '/webtorrent.js'; globalThis.WebTorrent = engine;",
    });
    await stock.page.waitForFunction(() => 'WebTorrent' in globalThis);
    return new CrowdPage(stock);
  }

  /** Resolves when the peer announces. */
  async seed({ torrent, ...seed }: Seed): Promise<SeedHandle> {
    const { page } = this.stock;
    const torrentBase64 = Buffer.from(torrent).toString('base64');
    const infoHash = await page.evaluate(seedInPage, { ...seed, torrentBase64 });
    return {
      uploadedBytes: () =>
        page.evaluate(
          (key) => (globalThis as unknown as PageState).seeds?.get(key)?.uploaded ?? 0,
          `${seed.peer} ${infoHash}`,
        ),
    };
  }

  close(): Promise<void> {
    return this.stock.destroy();
  }
}

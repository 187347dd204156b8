import type {
  StockApi,
  StockFile,
  StockFlip,
  StockOptions,
  StockReport,
} from './stock-peer-contract';

/** Runs in a page: webtorrent as it comes, driven by `stock-peer.ts`. */

/** What a version's build exports: the old ones put it on the window instead. */
interface StockModule {
  readonly default?: new (options: object) => StockClient;
}

interface StockClient {
  on(event: 'error', listener: (error: Error) => void): void;
  seed(file: File, options: object, seeding: (torrent: StockTorrentObject) => void): void;
  add(torrent: Uint8Array | string, options: object): StockTorrentObject;
  throttleUpload(rate: number): void;
  destroy(done: () => void): void;
}

interface StockTorrentObject {
  readonly infoHash: string;
  readonly magnetURI: string;
  readonly torrentFile: Uint8Array;
  readonly pieces: readonly unknown[];
  readonly progress: number;
  readonly done: boolean;
  readonly numPeers: number;
  readonly received: number;
  readonly uploaded: number;
  readonly store: { get(index: number, done: Callback): void };
  on(event: 'done' | 'ready', listener: () => void): void;
  on(event: 'error' | 'warning', listener: (error: Error | string) => void): void;
}

type Callback = (error: Error | null, bytes?: Uint8Array<ArrayBuffer>) => void;

const blockBytes = 16_384;
let options: StockOptions = {};
let client: StockClient | undefined;
let torrent: StockTorrentObject | undefined;
let finishedAt: Promise<number> | undefined;
let flippedBlocks = 0;
let failedPieces = 0;
const errors: string[] = [];

/** An abstract-chunk-store in memory. What it gives may be damaged; what it holds never is. */
class MemoryStore {
  readonly #pieces: Uint8Array<ArrayBuffer>[] = [];

  constructor(readonly chunkLength: number) {}

  put(index: number, bytes: Uint8Array<ArrayBuffer>, done: Callback): void {
    this.#pieces[index] = bytes;
    queueMicrotask(() => done(null));
  }

  get(
    index: number,
    range: { offset?: number; length?: number } | Callback | null,
    done?: Callback,
  ): void {
    if (typeof range === 'function') {
      this.get(index, null, range);
      return;
    }
    const piece = this.#pieces[index];
    const offset = range?.offset ?? 0;
    const end = range?.length === undefined ? undefined : offset + range.length;
    const bytes = piece?.slice(offset, end);
    // Blocks are for peers. A whole piece is for webtorrent itself, and for whoever compares.
    if (bytes && range) damage(bytes, (index * this.chunkLength + offset) / blockBytes);
    queueMicrotask(() => done?.(bytes ? null : new Error(`No piece ${index}`), bytes));
  }

  close(done: Callback): void {
    queueMicrotask(() => done(null));
  }

  destroy(done: Callback): void {
    this.#pieces.length = 0;
    queueMicrotask(() => done(null));
  }
}

function damage(bytes: Uint8Array, block: number): void {
  if (!isDamaged(options.flip, Math.floor(block))) return;
  flippedBlocks++;
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
}

function isDamaged(flip: StockFlip | undefined, block: number): boolean {
  return flip !== undefined && (flip.every === 'all' || block % flip.n === 0);
}

/** As `makeBytes` in node: AES-256-CTR of zeroes. */
async function makeBytes({ size, seed }: Required<StockFile>): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(seed));
  const key = await crypto.subtle.importKey('raw', digest, 'AES-CTR', false, ['encrypt']);
  const counter = { name: 'AES-CTR', counter: new Uint8Array(16), length: 128 };
  return new Uint8Array(await crypto.subtle.encrypt(counter, key, new Uint8Array(size)));
}

function torrentOptions(trackers: readonly string[]): object {
  const { strategy, uploads } = options;
  return {
    announce: [...trackers],
    ...(strategy === undefined ? {} : { strategy }),
    ...(uploads === undefined ? {} : { uploads }),
    // Its cache would ask a liar's store for whole pieces.
    ...(options.store === 'default' ? {} : { store: MemoryStore, storeCacheSlots: 0 }),
  };
}

/** Fills a store beforehand, as a client does that has the file already. */
async function storeOf(bytes: Uint8Array<ArrayBuffer>, pieceLength: number): Promise<MemoryStore> {
  const store = new MemoryStore(pieceLength);
  for (let at = 0; at < bytes.length; at += pieceLength)
    await new Promise<void>((done) =>
      store.put(at / pieceLength, bytes.subarray(at, at + pieceLength), () => done()),
    );
  return store;
}

/** `piece length` of a .torrent file, without reading the rest of it. */
function pieceLengthOf(torrentFile: Uint8Array): number {
  const text = new TextDecoder('latin1').decode(torrentFile);
  return Number(/12:piece lengthi(\d+)e/.exec(text)?.[1]);
}

function watch(added: StockTorrentObject): void {
  torrent = added;
  added.on('error', (error) => errors.push(String(error)));
  added.on('warning', (warning) => {
    if (String(warning).includes('failed verification')) failedPieces++;
  });
  finishedAt = new Promise((done) => {
    const finish = (): void => done(performance.timeOrigin + performance.now());
    added.on('done', finish);
  });
}

function theClient(): StockClient {
  if (!client) throw new Error('Not open');
  return client;
}

function theTorrent(): StockTorrentObject {
  if (!torrent) throw new Error('No torrent');
  return torrent;
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function seedNew(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  pieceLength: number | undefined,
  trackers: readonly string[],
) {
  const made = {
    ...torrentOptions(trackers),
    // Without it create-torrent adds public trackers.
    announceList: trackers.map((url) => [url]),
    ...(pieceLength === undefined ? {} : { pieceLength }),
  };
  return new Promise<StockTorrentObject>((done) =>
    theClient().seed(new File([bytes], name), made, done),
  );
}

async function seedKnown(
  bytes: Uint8Array<ArrayBuffer>,
  file: Uint8Array,
  trackers: readonly string[],
) {
  const preloadedStore = await storeOf(bytes, pieceLengthOf(file));
  const added = theClient().add(file, {
    ...torrentOptions(trackers),
    preloadedStore,
    skipVerify: true,
  });
  await new Promise<void>((done) => added.on('ready', done));
  return added;
}

function readPiece(index: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((done, failed) =>
    theTorrent().store.get(index, (error, bytes) => {
      if (bytes) done(bytes);
      else failed(error ?? new Error(`No piece ${index}`));
    }),
  );
}

const api: StockApi = {
  async open(given) {
    options = given;
    const path = '/webtorrent.js';
    const module = (await import(path)) as StockModule;
    const Client =
      module.default ??
      (Reflect.get(globalThis, 'WebTorrent') as NonNullable<StockModule['default']>);
    const { uploadLimit, downloadLimit } = options;
    client = new Client({
      ...(uploadLimit === undefined ? {} : { uploadLimit }),
      ...(downloadLimit === undefined ? {} : { downloadLimit }),
      // The default is other people's STUN servers.
      tracker: { rtcConfig: { iceServers: [] } },
    });
    client.on('error', (error) => errors.push(String(error)));
  },
  async seed(file, { trackers, pieceLength, torrentBase64 }) {
    const bytes = await makeBytes(file);
    const seeded =
      torrentBase64 === undefined
        ? await seedNew(bytes, file.name, pieceLength, trackers)
        : await seedKnown(bytes, fromBase64(torrentBase64), trackers);
    watch(seeded);
    finishedAt = Promise.resolve(performance.timeOrigin + performance.now());
    return {
      infoHash: seeded.infoHash,
      magnet: seeded.magnetURI,
      torrentBase64: toBase64(seeded.torrentFile),
    };
  },
  add(given, trackers) {
    const source = 'magnet' in given ? given.magnet : fromBase64(given.base64);
    watch(theClient().add(source, torrentOptions(trackers)));
  },
  async done() {
    if (!finishedAt) throw new Error('No torrent');
    return finishedAt;
  },
  report(): StockReport {
    const now = torrent;
    return {
      progress: now?.progress ?? 0,
      done: now?.done ?? false,
      peers: now?.numPeers ?? 0,
      receivedBytes: now?.received ?? 0,
      uploadedBytes: now?.uploaded ?? 0,
      flippedBlocks,
      failedPieces,
      errors: [...errors],
    };
  },
  async sha256() {
    const parts = [];
    for (let index = 0; index < theTorrent().pieces.length; index++)
      parts.push(await readPiece(index));
    const whole = await new Blob(parts).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  },
  throttleUpload: (rate) => theClient().throttleUpload(rate),
  destroy: () => new Promise((done) => (client ? client.destroy(done) : done())),
};
Object.assign(globalThis, { stock: api });

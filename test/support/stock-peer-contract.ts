/** A file that node and page both make: `makeBytes(size, seed)`. */
export interface StockFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Default: its name. */
  readonly seed?: string;
}

/** Which of the blocks that it serves a liar's store damages, by their place in the file. */
export type StockFlip =
  | { readonly every: 'all' }
  /** The first block and every `n`th after it. */
  | { readonly every: 'one-in'; readonly n: number };

/** What a page with webtorrent is told. What is left out is webtorrent's own default. */
export interface StockOptions {
  readonly strategy?: 'sequential' | 'rarest';
  /** Bytes per second. */
  readonly uploadLimit?: number;
  /** Bytes per second. */
  readonly downloadLimit?: number;
  /** `default` is webtorrent's own: files in OPFS from version 2 on. Default: `memory`. */
  readonly store?: 'memory' | 'default';
  /** Makes it a liar that believes its data good. Needs the store `memory`. */
  readonly flip?: StockFlip;
  /** Upload slots. */
  readonly uploads?: number;
}

export interface StockSeedOptions {
  readonly trackers: readonly string[];
  /** Bytes. Default: create-torrent's choice. Has no effect with `torrent`. */
  readonly pieceLength?: number;
  /** Seeds in the swarm of this .torrent, which must be of the file, instead of making one. */
  readonly torrent?: Uint8Array;
}

export interface StockAddOptions {
  /** A .torrent file or a magnet URI. */
  readonly torrent: Uint8Array | string;
  readonly trackers: readonly string[];
}

/** What a torrent in a page is, once it seeds. */
export interface StockTorrent {
  readonly infoHash: string;
  readonly magnet: string;
  readonly torrent: Uint8Array;
}

export interface StockReport {
  /** 0 to 1. */
  readonly progress: number;
  readonly done: boolean;
  readonly peers: number;
  /** Bytes that came from peers, wasted ones and the protocol's included. */
  readonly receivedBytes: number;
  /** Bytes for peers, the protocol's included; with a limit, some of them may still wait. */
  readonly uploadedBytes: number;
  /** Blocks that `flip` damaged on their way out. */
  readonly flippedBlocks: number;
  /** Pieces that arrived and did not fit their hashes. */
  readonly failedPieces: number;
  /** `error` events of client and torrent. */
  readonly errors: readonly string[];
}

/** What a page offers as `globalThis.stock`; byte arrays as base64, which any browser protocol takes. */
export interface StockApi {
  open(options: StockOptions): Promise<void>;
  seed(
    file: Required<StockFile>,
    options: Omit<StockSeedOptions, 'torrent'> & { readonly torrentBase64?: string },
  ): Promise<{ infoHash: string; magnet: string; torrentBase64: string }>;
  add(torrent: { base64: string } | { magnet: string }, trackers: readonly string[]): void;
  /** Resolves when all is here, with ms since 1970. */
  done(): Promise<number>;
  report(): StockReport;
  sha256(): Promise<string>;
  /** Bytes per second; -1 for no limit. */
  throttleUpload(rate: number): void;
  destroy(): Promise<void>;
}

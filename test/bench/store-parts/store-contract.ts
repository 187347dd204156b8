export const storeNames = ['ours', 'keyval-bytes', 'keyval-blobs', 'opfs'] as const;
/**
 * `ours`: `PieceRecords`. `keyval-…`: one `set` of idb-keyval a piece. `opfs`: webtorrent's default.
 */
export type StoreName = (typeof storeNames)[number];

/** Bytes. */
export interface StoreFile {
  readonly length: number;
  readonly pieceLength: number;
}

/** What the page of the bench offers as `globalThis.storeBench`. */
export interface StoreBench {
  /** Makes the file's bytes, and the stores for it. */
  open(name: StoreName, file: StoreFile): void;
  /** Stores every piece, in a shuffled order; resolves with the ms that it took. */
  put(): Promise<number>;
  /** Reads every piece, in another shuffled order; resolves with the ms. Throws when it gets other bytes. */
  get(): Promise<number>;
}

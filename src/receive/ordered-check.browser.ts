import { PieceHasher } from '../check/piece-hasher.browser';
import type { HashedFile } from '../check/checked-file';
import type { PieceSource } from '../pieces/piece-records.browser';
import type { DigestAlgorithm } from '../release/expectation';
import { pieceCount } from '../release/torrent-metadata';

export interface OrderedCheckOptions {
  readonly pieces: PieceSource;
  /** Bytes of the file and of a piece. */
  readonly length: number;
  readonly pieceLength: number;
  /** The SHA-1 that piece `index` must have, when that is known. */
  readonly expectedSha1: (index: number) => Uint8Array | undefined;
  readonly algorithms: readonly DigestAlgorithm[];
  /** What is stored as piece `index` is not that piece. Offer it again once it is. */
  readonly onDamaged: (index: number) => void;
  readonly signal: AbortSignal;
}

/** Pieces on their way through the hash at a time; bounds what is in memory. */
const inFlightAtMost = 4;

/**
 * Hashes a file's pieces in order, as soon as each is there, while the rest still arrives. The Blob
 * objects that it hashes are the ones that the HashedFile is composed of.
 */
export class OrderedCheck {
  readonly #here = new Set<number>();
  readonly #read = new Map<number, Promise<Blob | undefined>>();
  #arrived: () => void = () => undefined;
  #hasher: PieceHasher | undefined;
  #sha1s: Uint8Array<ArrayBuffer>[] = [];
  /** The hashed file, once every piece was offered and hashed. */
  readonly done: Promise<HashedFile>;

  constructor(private readonly options: OrderedCheckOptions) {
    this.done = this.#hashAll();
    // Whoever waits for `done` hears of a failure; nobody may be waiting yet.
    this.done.catch(() => undefined);
  }

  get hashedBytes(): number {
    return this.#hasher?.hashedBytes ?? 0;
  }

  /** The SHA-1 of every piece in order, once done. */
  get pieceSha1s(): readonly Uint8Array<ArrayBuffer>[] {
    return this.#sha1s;
  }

  /** Piece `index` is in storage. */
  offer(index: number): void {
    this.#here.add(index);
    this.#arrived();
  }

  /**
   * A piece that went in behind a damaged one may be in the digests already, and digests can't be
   * taken back. Damage is rare: the file is then hashed anew from its first piece.
   */
  async #hashAll(): Promise<HashedFile> {
    const { algorithms, signal, onDamaged } = this.options;
    for (;;) {
      const hasher = (this.#hasher = new PieceHasher({ algorithms, signal }));
      this.#sha1s = [];
      this.#read.clear();
      const damaged = await this.#hashOnce(hasher);
      if (damaged === undefined) return hasher.finish();
      hasher.close();
      this.#here.delete(damaged);
      onDamaged(damaged);
    }
  }

  /** Appends every piece; returns the index of a damaged one, where it stops. */
  async #hashOnce(hasher: PieceHasher): Promise<number | undefined> {
    const pending: Promise<number | undefined>[] = [];
    for (let index = 0; index < pieceCount(this.options); index++) {
      const waiting = !this.#here.has(index);
      while (pending.length >= (waiting ? 1 : inFlightAtMost)) {
        const damaged = await pending.shift();
        if (damaged !== undefined) return damaged;
      }
      if (waiting) await this.#arrival(index);
      const blob = await this.#blob(index);
      if (!blob) return index;
      const appended = this.#append(hasher, index, blob);
      // After damage the rest is no longer waited for.
      appended.catch(() => undefined);
      pending.push(appended);
    }
    return (await Promise.all(pending)).find((damaged) => damaged !== undefined);
  }

  async #append(hasher: PieceHasher, index: number, blob: Blob): Promise<number | undefined> {
    const result = await hasher.append(blob, this.options.expectedSha1(index));
    if (result.kind === 'damaged') return index;
    this.#sha1s[index] = result.sha1;
    return undefined;
  }

  /** Fetching a Blob from storage takes a moment, so the next few are fetched along with it. */
  #blob(index: number): Promise<Blob | undefined> {
    for (let ahead = index; ahead < index + inFlightAtMost && this.#here.has(ahead); ahead++) {
      if (this.#read.has(ahead)) continue;
      this.#read.set(
        ahead,
        this.options.pieces.read(ahead).catch(() => undefined),
      );
    }
    const blob = this.#read.get(index) ?? Promise.resolve(undefined);
    this.#read.delete(index);
    return blob;
  }

  #arrival(index: number): Promise<void> {
    const { signal } = this.options;
    return new Promise((resolve, reject) => {
      // It may have come while the pieces before it were waited for.
      if (this.#here.has(index)) {
        resolve();
        return;
      }
      const stop = (): void => reject(signal.reason as Error);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      this.#arrived = () => {
        if (!this.#here.has(index)) return;
        signal.removeEventListener('abort', stop);
        this.#arrived = () => undefined;
        resolve();
      };
    });
  }
}

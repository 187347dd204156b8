import { PieceHasher, type AppendOutcome } from '../check/piece-hasher.browser';
import type { HashedFile } from '../check/checked-file';
import { filePieces } from '../pieces/file-pieces.browser';
import type { PieceSource, StoredPieces } from '../pieces/piece-records.browser';
import type { DigestAlgorithm } from '../base/digest-algorithms';
import { pieceCount } from '../release/torrent-metadata';
import { composeFile } from './compose-file.browser';

export interface OrderedCheckOptions {
  readonly pieces: StoredPieces;
  /** Bytes of the file and of a piece. */
  readonly length: number;
  readonly pieceLength: number;
  /** The SHA-1 that piece `index` must have, when that is known. */
  readonly expectedSha1: (index: number) => Uint8Array | undefined;
  readonly algorithms: readonly DigestAlgorithm[];
  /** What is stored as piece `index` is not that piece, or can't be read. Offer it again once it is. */
  readonly onDamaged: (index: number) => void;
  readonly signal: AbortSignal;
}

/** Pieces on their way through the hash at a time; bounds what is in memory. */
const inFlightAtMost = 4;

/**
 * Hashes a file's pieces in order, as soon as each is there, while the rest still arrives. The Blob
 * objects that it hashes are the ones that the HashedFile is composed of.
 *
 * Where storage keeps plain bytes, what it reads is a copy in memory each time. There the file is put
 * together once, when all of it is here, and that one Blob is hashed and offered: its bytes are in
 * memory no longer than they must be, and no record is looked at again after they were hashed.
 */
export class OrderedCheck {
  readonly #here = new Set<number>();
  readonly #read = new Map<number, Promise<Blob | undefined>>();
  /** The file in one Blob, where storage keeps plain bytes. */
  #composed: PieceSource | undefined;
  /** Pieces that were of no use and came again since the file was composed. */
  readonly #replaced = new Set<number>();
  #arrived: () => void = () => undefined;
  #hasher: PieceHasher | undefined;
  /** Of the pieces that are hashed, in order. */
  readonly #sha1s: Uint8Array<ArrayBuffer>[] = [];
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

  async #hashAll(): Promise<HashedFile> {
    const { pieces, algorithms, expectedSha1, signal } = this.options;
    if (!(await pieces.keepsBlobs())) this.#composed = await this.#compose();
    signal.throwIfAborted();
    const hasher = (this.#hasher = new PieceHasher({ algorithms, signal }));
    const inFlight: Promise<AppendOutcome>[] = [];
    const count = pieceCount(this.options);
    try {
      while (this.#sha1s.length < count) {
        const next = this.#sha1s.length + inFlight.length;
        if (inFlight.length < inFlightAtMost && this.#here.has(next)) {
          const blob = await this.#blob(next);
          signal.throwIfAborted();
          if (blob) inFlight.push(hasher.append(blob, expectedSha1(next)));
          else this.#lose(next);
        } else if (inFlight.length > 0) {
          await this.#settleOldest(hasher, inFlight);
        } else {
          await this.#arrival(next);
        }
      }
      return await hasher.finish();
    } finally {
      hasher.close();
    }
  }

  async #compose(): Promise<PieceSource> {
    const { pieces, pieceLength, signal } = this.options;
    for (;;) {
      for (let index = 0; index < pieceCount(this.options); index++) await this.#arrival(index);
      const composed = await composeFile(pieces, this.options, signal);
      if (composed.kind === 'whole') return filePieces(composed.blob, pieceLength);
      for (const index of composed.missing) this.#lose(index);
    }
  }

  /** After damage, the hasher takes none of the pieces behind it; they are given to it again. */
  async #settleOldest(hasher: PieceHasher, inFlight: Promise<AppendOutcome>[]): Promise<void> {
    const outcome = await inFlight.shift();
    if (outcome?.kind === 'appended') {
      this.#sha1s.push(outcome.sha1);
      return;
    }
    await Promise.all(inFlight.splice(0));
    hasher.resume();
    this.#lose(this.#sha1s.length);
  }

  /** What is stored as piece `index` is of no use. */
  #lose(index: number): void {
    this.#here.delete(index);
    this.#read.clear();
    if (this.#composed) this.#replaced.add(index);
    this.options.onDamaged(index);
  }

  /** Fetching a Blob from storage takes a moment, so the next few are fetched along with it. */
  #blob(index: number): Promise<Blob | undefined> {
    for (let ahead = index; ahead < index + inFlightAtMost && this.#here.has(ahead); ahead++) {
      if (this.#read.has(ahead)) continue;
      const source = this.#replaced.has(ahead) ? undefined : this.#composed;
      const reading = (source ?? this.options.pieces).read(ahead);
      this.#read.set(
        ahead,
        reading.catch(() => undefined),
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

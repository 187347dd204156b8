import { concatBytes } from '../base/bytes';
import { Problem, toProblem } from '../base/problem';
import { ByteCache } from './byte-cache';
import type { PieceRecords, PieceSource } from './piece-records.browser';
import { partsOf, segmentKeys, type SegmentPart } from './piece-segments';

type Done = (error: Error | null) => void;
type Got = (error: Error | null, bytes?: Uint8Array<ArrayBuffer>) => void;
interface Range {
  readonly offset?: number;
  readonly length?: number;
}
interface Piece {
  readonly index: number;
  /** Bytes. */
  readonly size: number;
}

export interface ChunkStoreOptions {
  /** Bytes of the whole file, to know the size of its last piece. */
  readonly fileLength?: number;
  /** A piece is in storage and the transaction is complete. */
  readonly onWritten?: (index: number) => void;
  /**
   * Storage refused a piece. The piece waits in memory until `retry`. Without this, the error goes
   * to the caller of `put`, and webtorrent destroys a torrent for that.
   */
  readonly onWriteFailed?: (problem: Problem, retry: () => void) => void;
  /** A piece that should be here could not be read. */
  readonly onReadFailed?: (problem: Problem) => void;
}

/** All that is in memory for those who read, however many there are and whatever they ask for. */
const cacheBytes = 16 * 2 ** 20;

/**
 * Pieces as an abstract-chunk-store (npm, version 1.5), which is what webtorrent reads from and
 * writes to. Callbacks are always asynchronous and called once. A source without `write` refuses
 * every put. What is asked for may come from a stranger: an index or a range that is not in the file is
 * an error for the caller, and for nobody else.
 */
export class ChunkStore {
  readonly #cache = new ByteCache(cacheBytes);
  /** Ends when the last read in turn has ended; never rejects. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly chunkLength: number,
    private readonly pieces: PieceSource & Partial<PieceRecords>,
    private readonly options: ChunkStoreOptions = {},
  ) {
    const { fileLength = Infinity } = options;
    pieces.expect?.(Math.ceil(fileLength / chunkLength));
  }

  put(index: number, bytes: Uint8Array<ArrayBuffer>, done: Done = ignore): void {
    const expected = this.#sizeOf(index);
    if (bytes.length !== expected || expected === 0) {
      const message = `piece ${index} has ${expected} bytes, not ${bytes.length}`;
      queueMicrotask(() => done(new Error(message)));
      return;
    }
    this.#write(index, bytes).then(
      () => {
        this.#remember(index, bytes);
        this.options.onWritten?.(index);
        done(null);
      },
      (error: unknown) => this.#hold(index, bytes, done, toProblem(error, 'pieces/write-failed')),
    );
  }

  get(index: number, range: Range | null | Got, got: Got = ignore): void {
    if (typeof range === 'function') {
      this.get(index, null, range);
      return;
    }
    const size = this.#sizeOf(index);
    const from = range?.offset ?? 0;
    const to = from + (range?.length ?? size - from);
    if (!isRangeOf(size, from, to)) {
      queueMicrotask(() => got(new Error(`piece ${index} has no bytes ${from} to ${to}`)));
      return;
    }
    this.#read({ index, size }, from, to).then(
      (bytes) => got(null, bytes),
      (error: unknown) => {
        const problem = toProblem(error, 'pieces/read-failed');
        this.options.onReadFailed?.(problem);
        got(problem);
      },
    );
  }

  close(done: Done = ignore): void {
    queueMicrotask(() => done(null));
  }

  destroy(done: Done = ignore): void {
    (this.pieces.clear?.() ?? Promise.resolve()).then(
      () => done(null),
      (error: unknown) => done(toProblem(error, 'pieces/write-failed')),
    );
  }

  /** To be called when the record of piece `index` was changed or dropped by somebody else. */
  forget(index: number): void {
    for (const key of segmentKeys(index, this.chunkLength)) this.#cache.forget(key);
  }

  /** What just came is what others ask for next: they need not wait for storage. */
  #remember(index: number, bytes: Uint8Array<ArrayBuffer>): void {
    const piece = { index, size: bytes.length, chunkLength: this.chunkLength };
    for (const { key, start, size } of partsOf(piece, 0, bytes.length)) {
      this.#cache.put(key, bytes.slice(start, start + size));
    }
  }

  /** 0 when there is no such piece. */
  #sizeOf(index: number): number {
    if (!Number.isSafeInteger(index) || index < 0) return 0;
    const { fileLength = Infinity } = this.options;
    return Math.max(0, Math.min(this.chunkLength, fileLength - index * this.chunkLength));
  }

  async #write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!this.pieces.write) throw new Problem('pieces/write-failed', 'this store is read-only');
    await this.pieces.write(index, bytes);
  }

  #hold(index: number, bytes: Uint8Array<ArrayBuffer>, done: Done, problem: Problem): void {
    if (!this.options.onWriteFailed) {
      done(problem);
      return;
    }
    this.options.onWriteFailed(problem, () => this.put(index, bytes, done));
  }

  async #read(piece: Piece, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array[] = [];
    for (const part of partsOf({ ...piece, chunkLength: this.chunkLength }, from, to)) {
      const load = () => this.#loadInTurn(piece, part);
      const segment = await this.#cache.get(part.key, part.size, load);
      // A view would keep the whole segment in memory for as long as a slow peer takes.
      parts.push(segment.slice(part.from, part.to));
    }
    return concatBytes(parts);
  }

  /** A record of plain bytes comes into memory whole, so they come one after the other. */
  async #loadInTurn(piece: Piece, part: SegmentPart): Promise<Uint8Array<ArrayBuffer>> {
    if ((await this.pieces.keepsBlobs?.()) !== false) return this.#load(piece, part);
    const loading = this.#turn.then(() => this.#load(piece, part));
    this.#turn = loading.catch(() => undefined);
    return loading;
  }

  async #load({ index, size }: Piece, part: SegmentPart): Promise<Uint8Array<ArrayBuffer>> {
    const blob = await this.pieces.read(index);
    if (!blob) throw new Problem('pieces/read-failed', `piece ${index} is not here`);
    const isWhole = part.start === 0 && part.size === blob.size;
    const segment = isWhole ? blob : blob.slice(part.start, part.start + part.size);
    const bytes = new Uint8Array(await segment.arrayBuffer());
    if (blob.size === size && bytes.length === part.size) return bytes;
    throw new Problem('pieces/read-failed', `piece ${index} does not have ${size} bytes`);
  }
}

function isRangeOf(size: number, from: number, to: number): boolean {
  return [from, to].every(Number.isSafeInteger) && 0 <= from && from < to && to <= size;
}

function ignore(): void {
  // A caller without a callback is not told.
}

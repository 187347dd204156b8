import { Problem, toProblem } from '../base/problem';
import { ByteCache } from './byte-cache';
import type { PieceRecords, PieceSource } from './piece-records.browser';

type Done = (error: Error | null) => void;
type Got = (error: Error | null, bytes?: Uint8Array<ArrayBuffer>) => void;
interface Range {
  readonly offset?: number;
  readonly length?: number;
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

/** Blocks are asked for 16 KiB at a time; without this, each would read its piece again. */
const cacheBytes = 16 * 2 ** 20;

/**
 * Pieces as an abstract-chunk-store (npm, version 1.5), which is what webtorrent reads from and
 * writes to. Callbacks are always asynchronous and called once. A source without `write` refuses
 * every put.
 */
export class ChunkStore {
  readonly #cache = new ByteCache(cacheBytes);

  constructor(
    readonly chunkLength: number,
    private readonly pieces: PieceSource & Partial<PieceRecords>,
    private readonly options: ChunkStoreOptions = {},
  ) {}

  put(index: number, bytes: Uint8Array<ArrayBuffer>, done: Done = ignore): void {
    const expected = this.#sizeOf(index);
    if (bytes.length !== expected) {
      const message = `piece ${index} has ${bytes.length} bytes, not ${expected}`;
      queueMicrotask(() => done(new Error(message)));
      return;
    }
    this.#write(index, bytes).then(
      () => {
        this.#cache.forget(index);
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
    this.#cache
      .get(index, () => this.#read(index))
      .then(
        (bytes) => {
          const from = range?.offset ?? 0;
          got(null, bytes.subarray(from, from + (range?.length ?? bytes.length - from)));
        },
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
    this.#cache.forget(index);
  }

  #sizeOf(index: number): number {
    const { fileLength } = this.options;
    if (fileLength === undefined) return this.chunkLength;
    return Math.min(this.chunkLength, fileLength - index * this.chunkLength);
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

  async #read(index: number): Promise<Uint8Array<ArrayBuffer>> {
    const blob = await this.pieces.read(index);
    if (!blob) throw new Problem('pieces/read-failed', `piece ${index} is not here`);
    return new Uint8Array(await blob.arrayBuffer());
  }
}

function ignore(): void {
  // A caller without a callback is not told.
}

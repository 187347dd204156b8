import { type Problem, toProblem } from '../../base/problem';
import type { CutPiece } from './piece-cutter';
import { PieceStream, type PieceStreamOptions } from './piece-stream.browser';

/** One range on its way from a mirror, and what of it is not accounted for yet. */
export class RangeReading {
  readonly #stream: PieceStream;
  readonly #coming: Set<number>;
  #looseBytes = 0;

  constructor(options: PieceStreamOptions) {
    const { first, count } = options.span;
    this.#coming = new Set(Array.from({ length: count }, (_, at) => first + at));
    this.#stream = new PieceStream({
      ...options,
      onBytes: (bytes) => {
        this.#looseBytes += bytes;
        options.onBytes?.(bytes);
      },
    });
  }

  /** Pieces that were claimed and have not arrived whole. */
  get coming(): Iterable<number> {
    return this.#coming;
  }

  /** Bytes that arrived, without those of pieces that are looked at. */
  get looseBytes(): number {
    return this.#looseBytes;
  }

  /** Bytes that have not arrived. */
  get remainingBytes(): number {
    return this.#stream.remainingBytes;
  }

  /** Reads to the end; resolves with what went wrong. See `PieceStream`. */
  read(): Promise<Problem | undefined> {
    return this.#stream.read().then(
      () => undefined,
      (error: unknown) => toProblem(error, 'swarm/mirror-unreachable'),
    );
  }

  /** A whole piece is being looked at. */
  takes({ index, bytes }: CutPiece): void {
    this.#coming.delete(index);
    this.#looseBytes -= bytes.length;
  }
}

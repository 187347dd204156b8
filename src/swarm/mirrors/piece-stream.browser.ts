import { untilAborted } from '../../base/until-aborted.browser';
import { bytesOfSpan, type CutPiece, PieceCutter } from './piece-cutter';
import type { Span } from './choose-span';
import { type RangeRequest, streamRange } from './stream-range.browser';

/** What to do with a piece. Rejects when nothing more is wanted of this range. */
type Deliver = (piece: CutPiece) => Promise<void>;

export interface PieceStreamOptions extends Omit<RangeRequest, 'start' | 'length'> {
  /** Bytes of the file, and per piece. */
  readonly file: { readonly length: number; readonly pieceLength: number };
  readonly span: Span;
  readonly deliver: Deliver;
}

/** Bytes of pieces that wait to be checked and stored, at most, and pieces in any case. */
const mostWaitingBytes = 4 * 2 ** 20;
const mostWaitingPieces = 8;

/**
 * One range over several pieces: each is delivered as soon as it is whole. Reads on while a few are
 * being delivered, and no further.
 */
export class PieceStream {
  readonly #abort = new AbortController();
  readonly #waiting = new Set<Promise<void>>();
  #remainingBytes: number;

  constructor(private readonly options: PieceStreamOptions) {
    this.#remainingBytes = bytesOfSpan(options.file, options.span).length;
  }

  /** Bytes that have not arrived. */
  get remainingBytes(): number {
    return this.#remainingBytes;
  }

  /**
   * Resolves when everything was delivered. Throws `swarm/mirror-*`, the signal's reason, or what a
   * delivery rejected with; what arrived whole by then may still be on its way into storage.
   */
  async read(): Promise<void> {
    const { file, span, signal: outer, onBytes } = this.options;
    const signal = AbortSignal.any([outer, this.#abort.signal]);
    const cutter = new PieceCutter(file, span);
    const request = {
      ...this.options,
      ...bytesOfSpan(file, span),
      signal,
      onBytes: (bytes: number) => {
        this.#remainingBytes = Math.max(0, this.#remainingBytes - bytes);
        onBytes?.(bytes);
      },
    };
    for await (const chunk of streamRange(request)) {
      for (const piece of cutter.add(chunk)) await this.#deliver(piece, signal);
    }
    await untilAborted(Promise.all(this.#waiting), signal);
  }

  /** Resolves when there is room for another piece. */
  async #deliver(piece: CutPiece, signal: AbortSignal): Promise<void> {
    const delivery = this.options.deliver(piece).then(
      () => void this.#waiting.delete(delivery),
      (error: unknown) => this.#abort.abort(error),
    );
    this.#waiting.add(delivery);
    const { pieceLength } = this.options.file;
    const most = Math.max(1, Math.min(mostWaitingPieces, mostWaitingBytes / pieceLength));
    while (this.#waiting.size > most) await untilAborted(Promise.race(this.#waiting), signal);
    signal.throwIfAborted();
  }
}

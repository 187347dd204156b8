import { untilAborted } from '../../base/until-aborted.browser';
import { bytesOfSpan, type CutPiece, PieceCutter } from './piece-cutter';
import type { Span } from './choose-span';
import { type RangeRequest, streamRange } from './stream-range.browser';

/** What is to happen to a piece that was looked at. */
export type Taken =
  /** In an object, so that who waits for the judgement does not wait for storage as well. */
  | { readonly stored: Promise<unknown> }
  /** Nothing more is wanted of this range than what arrived already. */
  | 'enough';

export interface PieceStreamOptions extends Omit<RangeRequest, 'start' | 'length'> {
  /** Bytes of the file, and per piece. */
  readonly file: { readonly length: number; readonly pieceLength: number };
  readonly span: Span;
  /** Looks whether a piece is right. Asked of one piece at a time. */
  readonly deliver: (piece: CutPiece) => Promise<Taken>;
}

/** Bytes of pieces that wait to be stored, at most, and pieces in any case. */
const mostWaitingBytes = 4 * 2 ** 20;
const mostWaitingPieces = 8;

/**
 * One range over several pieces: each is delivered as soon as it is whole. Reads on while a few are
 * being stored, but not while one is being looked at: who sends wrong bytes gets no further.
 */
export class PieceStream {
  /** Aborted when nothing more is to be read. */
  readonly #abort = new AbortController();
  readonly #storing = new Set<Promise<void>>();
  #judging: Promise<void> = Promise.resolve();
  #isEnough = false;
  #remainingBytes: number;

  constructor(private readonly options: PieceStreamOptions) {
    this.#remainingBytes = bytesOfSpan(options.file, options.span).length;
  }

  /** Bytes that have not arrived. */
  get remainingBytes(): number {
    return this.#remainingBytes;
  }

  /**
   * Resolves when everything was stored or a delivery found that it is enough. Throws `swarm/mirror-*`,
   * the signal's reason, or what a delivery rejected with. What arrived whole was looked at by then
   * unless the signal aborted, and may still be on its way into storage.
   */
  async read(): Promise<void> {
    const signal = AbortSignal.any([this.options.signal, this.#abort.signal]);
    try {
      await this.#readAll(signal);
    } catch (error) {
      if (!this.#isEnough) throw error;
    } finally {
      await this.#judging;
    }
    if (!this.#isEnough) await untilAborted(Promise.all(this.#storing), signal);
  }

  async #readAll(signal: AbortSignal): Promise<void> {
    const { file, span, onBytes } = this.options;
    const cutter = new PieceCutter(file, span);
    const request = {
      ...this.options,
      ...bytesOfSpan(file, span),
      signal,
      mostBytes: () => cutter.lacking,
      onBytes: (bytes: number) => {
        this.#remainingBytes = Math.max(0, this.#remainingBytes - bytes);
        onBytes?.(bytes);
      },
    };
    for await (const chunk of streamRange(request)) {
      // Those that came together with a wrong one may be right.
      for (const piece of cutter.add(chunk)) await this.#deliver(piece);
      await this.#judging;
      signal.throwIfAborted();
    }
  }

  /** Resolves when the piece is being looked at. */
  async #deliver(piece: CutPiece): Promise<void> {
    const { deliver, file, signal } = this.options;
    await this.#judging;
    signal.throwIfAborted();
    const most = Math.max(1, Math.min(mostWaitingPieces, mostWaitingBytes / file.pieceLength));
    while (this.#storing.size >= most) await untilAborted(Promise.race(this.#storing), signal);
    const giveUp = (error: unknown): void => this.#abort.abort(error);
    this.#judging = deliver(piece).then((taken) => {
      if (taken === 'enough') this.#stop();
      else this.#wait(taken.stored).catch(giveUp);
    }, giveUp);
  }

  #wait(stored: Promise<unknown>): Promise<void> {
    const waiting = stored.then(() => void this.#storing.delete(waiting));
    this.#storing.add(waiting);
    return waiting;
  }

  #stop(): void {
    this.#isEnough = true;
    this.#abort.abort();
  }
}

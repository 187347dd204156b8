import { pieceSize } from '../../release/torrent-metadata';
import type { SourceId } from './block';
import { OpenPiece, type Useless } from './open-piece';
import type { Source } from './source';
import type { Sources } from './sources';
import type { Trust } from './trust';

export interface OpenPiecesOptions {
  /** Bytes of the file, and bytes per piece. */
  readonly length: number;
  readonly pieceLength: number;
  /** Bytes of pieces that are neither free nor stored, at most. */
  readonly mostOpenBytes?: number;
  /** Blocks of piece `index` that came are of no use any more: all of it will be asked for again. */
  readonly onForgotten?: (index: number) => void;
  /** Requests that are of no use any more, beside those that `received` names. */
  readonly onUseless?: (requests: readonly Useless[]) => void;
}

const defaultOpenBytes = 64 * 2 ** 20;
/** With fewer pieces at a time than this, slow peers would keep fast ones waiting. */
const leastOpenPieces = 8;
/** So long one source may take at first for a piece that it alone has to give. */
const takeOverAfterMs = 60_000;

/** The pieces on their way, until they fit, fail or are forgotten. */
export class OpenPieces {
  readonly #pieces = new Map<number, OpenPiece>();
  readonly #most: number;
  /** Pieces that one source was too slow for, and how often. */
  readonly #takeovers = new Map<number, number>();

  constructor(
    private readonly options: OpenPiecesOptions,
    private readonly sources: Sources,
    private readonly trust: Trust,
  ) {
    const { mostOpenBytes = defaultOpenBytes, pieceLength } = options;
    this.#most = Math.max(leastOpenPieces, Math.floor(mostOpenBytes / pieceLength));
  }

  /** In the order in which they were begun. */
  [Symbol.iterator](): Iterator<OpenPiece> {
    return this.#pieces.values();
  }

  /**
   * The first answer that there is, without asking any further: who begins or closes a piece has to
   * answer. The loop is here because one over any iterable makes an object for each piece.
   */
  first<T>(ask: (piece: OpenPiece) => T | undefined): T | undefined {
    for (const piece of this.#pieces.values()) {
      const answer = ask(piece);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  get size(): number {
    return this.#pieces.size;
  }

  get(index: number): OpenPiece | undefined {
    return this.#pieces.get(index);
  }

  /** True when memory is used up. What a mirror is asked for takes some only while it arrives. */
  get isFull(): boolean {
    return this.size - this.sources.claimed >= this.#most;
  }

  /** Has a source go on asking for piece `index`, anew when it alone has to give it. */
  begin(source: Source, index: number, nowMs: number): OpenPiece {
    const isSolo = this.trust.isSuspicious(index);
    // What several gave is of no use when one alone has to give it.
    if (isSolo) this.#giveUp(index);
    const size = pieceSize(this.options, index);
    const piece = this.#pieces.get(index) ?? new OpenPiece(index, size, isSolo, nowMs);
    this.#pieces.set(index, piece);
    this.join(source, piece);
    return piece;
  }

  /** Has a source go on asking for a piece that is on its way. */
  join(source: Source, piece: OpenPiece): void {
    piece.owners.add(source.id);
    source.open.add(piece);
  }

  /** A source is not asked for piece `index` any more; what came of it is kept. */
  letGo(id: SourceId, index: number): void {
    const piece = this.#pieces.get(index);
    if (!piece) return;
    piece.release(id);
    this.sources.get(id)?.open.delete(piece);
  }

  /** A source left: nothing is asked of it any more. */
  left(id: SourceId): void {
    for (const piece of this.#pieces.values()) piece.release(id);
  }

  /** Piece `index` is not on its way any more. @returns what it was, when it had been */
  close(index: number): OpenPiece | undefined {
    const piece = this.#pieces.get(index);
    this.#pieces.delete(index);
    if (piece) this.sources.letGo(piece);
    return piece;
  }

  /** Piece `index` is here. @returns what it was, when it had been on its way */
  arrived(index: number): OpenPiece | undefined {
    this.#takeovers.delete(index);
    return this.close(index);
  }

  /** What known liars gave would only spoil the pieces that it is part of. */
  discard(liars: readonly SourceId[]): void {
    for (const piece of this.#pieces.values())
      if (piece.missing > 0) for (const liar of liars) piece.discard(liar);
  }

  /** True when the one that alone has to give a piece took too long: each time twice as long. */
  isOverdue({ index, begunMs, missing }: OpenPiece, nowMs: number): boolean {
    const patienceMs = takeOverAfterMs * 2 ** (this.#takeovers.get(index) ?? 0);
    return missing > 0 && nowMs - begunMs >= patienceMs;
  }

  /**
   * Makes room: of pieces in halves that nobody is asked for, gives up the one that lacks most.
   * @returns false when there is none
   */
  forgetEmptiest(): boolean {
    let emptiest: OpenPiece | undefined;
    for (const piece of this.#pieces.values())
      if (piece.isUnattended && piece.missing > (emptiest?.missing ?? 0)) emptiest = piece;
    if (!emptiest) return false;
    this.close(emptiest.index);
    this.trust.wasted(emptiest.givenBytes);
    this.options.onForgotten?.(emptiest.index);
    return true;
  }

  /** The piece is begun anew: what came of it is dropped. */
  #giveUp(index: number): void {
    const piece = this.close(index);
    if (!piece) return;
    this.trust.wasted(piece.givenBytes);
    if (piece.owners.size === 0) return;
    this.#takeovers.set(index, 1 + (this.#takeovers.get(index) ?? 0));
    this.options.onUseless?.(piece.requests);
  }
}

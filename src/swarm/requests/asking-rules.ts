import type { Holdings } from './holdings';
import type { OpenPiece } from './open-piece';
import type { OpenPieces } from './open-pieces';
import type { Source } from './source';
import type { Sources } from './sources';
import type { Trust } from './trust';

/** What a request book knows. */
export interface BookParts {
  readonly holdings: Holdings;
  readonly trust: Trust;
  readonly sources: Sources;
  readonly pieces: OpenPieces;
}

/** Who is not proven and has to go on with what it began is asked for something else after so long. */
const otherwiseAfterMs = 60_000;
/** Mirrors that are asked for the same piece at a time. */
const mostMirrors = 2;

const anything = (): boolean => true;

/**
 * Who may be asked for what. These are asked for every piece whenever a peer has nothing to do, so none
 * of them makes anything anew for each piece.
 */
export class AskingRules {
  /** The latest time that the book was told. */
  nowMs = 0;

  constructor(private readonly parts: BookParts) {}

  /** True when every piece is here or asked for. */
  get isEnd(): boolean {
    const { holdings, pieces } = this.parts;
    return holdings.here.size + pieces.size >= holdings.pieces;
  }

  /** True of a piece that is neither here nor asked of anybody. */
  isFree(index: number): boolean {
    const { holdings, pieces } = this.parts;
    if (index < 0 || index >= holdings.pieces || holdings.here.has(index)) return false;
    const piece = pieces.get(index);
    if (!piece) return true;
    // Who alone has to give a piece may choke meanwhile: another would have to begin anew.
    const isKept = piece.isSolo && piece.owners.size > 0 && !this.isOverdue(piece);
    return piece.isUnattended && !isKept;
  }

  isOverdue(piece: OpenPiece): boolean {
    return this.parts.pieces.isOverdue(piece, this.nowMs);
  }

  /** Whether a source may begin another piece. One at a time until it has given a right one. */
  mayBegin({ id, open }: Source, nowMs: number): boolean {
    const { trust, sources } = this.parts;
    if (trust.isDropped(id)) return false;
    if (trust.isProven(id)) return true;
    return open.size === 0 && trust.mayTry(sources.onTrial(trust.isProven.bind(trust)), nowMs);
  }

  /** Tells of pieces whether a source has them and may be asked for them. */
  mayGive(source: Source): (index: number) => boolean {
    const has = this.parts.holdings.of(source.id);
    return (index) => (has?.has(index) ?? true) && !source.isRefused(index, this.nowMs);
  }

  /**
   * Which pieces a source may begin. One that is not proven could spoil piece after piece with a block
   * each: once it left one in halves, or one failed that it gave a part of, it goes on with that.
   */
  isJudgeable(source: Source): (index: number) => boolean {
    const { trust, pieces } = this.parts;
    const { id, askedMs } = source;
    if (trust.isProven(id) || this.nowMs - askedMs >= otherwiseAfterMs) return anything;
    if (trust.suspicionsOf(id) === 0 && !this.#hasLeftHalves(source)) return anything;
    return (at) => trust.isSuspicious(at) || (pieces.get(at)?.isPartOf(id) ?? false);
  }

  /** Whether another mirror may be asked for a piece that is on its way. */
  mayHedge({ missing, isSolo, askedOf }: OpenPiece): boolean {
    return missing > 0 && !isSolo && this.parts.sources.mirrorsAmong(askedOf) < mostMirrors;
  }

  /** True when a source gave a part of a piece and does not go on with it. */
  #hasLeftHalves({ id, open }: Source): boolean {
    const left = this.parts.pieces.first((piece) =>
      !open.has(piece) && piece.isPartOf(id) ? piece : undefined,
    );
    return left !== undefined;
  }
}

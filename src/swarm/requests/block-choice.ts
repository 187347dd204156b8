import type { AskingRules, BookParts } from './asking-rules';
import type { Block, SourceId } from './block';
import { choosePiece } from './choose-piece';
import type { OpenPiece } from './open-piece';
import type { Source } from './source';

export interface BlockChoiceOptions {
  /** How fast a source gives: bytes per second. */
  readonly speedOf: (id: SourceId) => number;
  /** Gives numbers in [0, 1). */
  readonly random: () => number;
}

/** A source this many times as fast as another may be asked for the same block at the end. */
const muchFaster = 2;
/** Who is not proven may help out with a piece that is on its way for so long: others are slow. */
const helpAfterMs = 30_000;

/**
 * The next block to ask a peer for. A piece comes from one source whenever possible: then it is known
 * who sent it, and little is kept in halves. Pieces are chosen rarest first. One that nobody else can be
 * asked for is shared with those who have nothing better to do, and asked for twice only at the very end.
 */
export class BlockChoice {
  constructor(
    private readonly options: BlockChoiceOptions,
    private readonly parts: BookParts,
    private readonly rules: AskingRules,
  ) {}

  /** The block counts as asked. `undefined`: nothing for now. */
  next(source: Source): Block | undefined {
    return (
      source.first((piece) => piece.reserve(source.id)) ??
      this.#nextNew(source) ??
      this.#nextShared(source) ??
      this.#nextHelp(source)
    );
  }

  #nextNew(source: Source): Block | undefined {
    const { rules } = this;
    const { pieces } = this.parts;
    if (!rules.mayBegin(source, rules.nowMs)) return undefined;
    const { isFull } = pieces;
    let index = this.#choose(source, !isFull);
    if (index === undefined && isFull) {
      index = this.#choose(source, true);
      if (index === undefined || !pieces.forgetEmptiest()) return undefined;
    }
    return index === undefined ? undefined : this.#begin(source, index);
  }

  /** @param mayOpen false when only what came in halves may be gone on with */
  #choose(source: Source, mayOpen: boolean): number | undefined {
    const { rules } = this;
    const { holdings, pieces } = this.parts;
    const isJudgeable = rules.isJudgeable(source);
    return choosePiece({
      candidates: holdings.missingOf(source.id),
      copies: holdings.copies,
      mayAsk: (at) =>
        rules.isFree(at) &&
        !source.isRefused(at, rules.nowMs) &&
        isJudgeable(at) &&
        (mayOpen || pieces.get(at) !== undefined),
      random: this.options.random,
    });
  }

  /** Part of a piece that others are asked for. Only of those who are proven: it mixes blame. */
  #nextShared(source: Source): Block | undefined {
    const { id } = source;
    if (!this.parts.trust.isProven(id)) return undefined;
    const mayGive = this.rules.mayGive(source);
    const firstShared = (ask: (piece: OpenPiece) => Block | undefined): Block | undefined =>
      this.parts.pieces.first((piece) =>
        piece.isSolo || !mayGive(piece.index) ? undefined : ask(piece),
      );
    const shared = firstShared((piece) => piece.reserve(id));
    if (shared || !this.rules.isEnd) return shared;
    const { speedOf } = this.options;
    const speed = speedOf(id);
    const isSlow = (other: SourceId): boolean => speedOf(other) * muchFaster < speed;
    return firstShared((piece) => piece.double(id, isSlow));
  }

  /** When nothing else is left, part of a piece that takes very long: who drips holds up nobody. */
  #nextHelp(source: Source): Block | undefined {
    const { rules } = this;
    const { trust, pieces } = this.parts;
    if (!rules.isEnd && !pieces.isFull) return undefined;
    const goesOn = source.open.size > 0 && !trust.isProven(source.id);
    if (!goesOn && !rules.mayBegin(source, rules.nowMs)) return undefined;
    const mayGive = rules.mayGive(source);
    const isJudgeable = rules.isJudgeable(source);
    return (goesOn ? source : pieces).first((piece) => {
      if (!mayGive(piece.index) || !isJudgeable(piece.index)) return undefined;
      return piece.isSolo ? this.#takeOver(source, piece) : this.#help(source, piece);
    });
  }

  /** All of a piece that somebody else took too long to give alone. */
  #takeOver(source: Source, piece: OpenPiece): Block | undefined {
    if (piece.owners.has(source.id) || !this.rules.isOverdue(piece)) return undefined;
    return this.#begin(source, piece.index);
  }

  /** Part of a piece that takes long, and from then on the rest of it too. */
  #help(source: Source, piece: OpenPiece): Block | undefined {
    if (this.rules.nowMs - piece.begunMs < helpAfterMs) return undefined;
    const block = piece.reserve(source.id) ?? piece.double(source.id, () => true);
    if (block) this.parts.pieces.join(source, piece);
    return block;
  }

  #begin(source: Source, index: number): Block | undefined {
    return this.parts.pieces.begin(source, index, this.rules.nowMs).reserve(source.id);
  }
}

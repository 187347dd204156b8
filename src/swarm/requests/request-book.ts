import { pieceCount, pieceSize } from '../../release/torrent-metadata';
import { AskingRules } from './asking-rules';
import { type Block, blockLength, type SourceId } from './block';
import { BlockChoice, type BlockChoiceOptions } from './block-choice';
import { Holdings } from './holdings';
import type { Useless } from './open-piece';
import { OpenPieces, type OpenPiecesOptions } from './open-pieces';
import type { SourceKind } from './source';
import { Sources } from './sources';
import { Trust } from './trust';

export interface RequestBookOptions extends OpenPiecesOptions, BlockChoiceOptions {
  /** Pieces that are here already. */
  readonly held: Iterable<number>;
}

/** What came of a block or a piece. */
export interface Received {
  /** False when nobody had been asked for it or it was here already. */
  readonly isWanted: boolean;
  /** True when the piece is whole: look whether it fits, then tell `fits` or `fails`. */
  readonly isWhole: boolean;
  readonly useless: readonly Useless[];
}

/** Who would not give a piece is asked for it again after so long: a lone source may have been busy. */
const refusalMs = 60_000;
const unwanted: Received = { isWanted: false, isWhole: false, useless: [] };

/**
 * What a page asks of whom. Knows no network and no clock: told of what sources have and gave, it
 * answers what to ask for next (`BlockChoice`). Peers are asked block by block, mirrors claim pieces.
 */
export class RequestBook {
  readonly holdings: Holdings;
  readonly trust: Trust;
  readonly #sources = new Sources();
  readonly #pieces: OpenPieces;
  readonly #rules: AskingRules;
  readonly #choice: BlockChoice;

  constructor(private readonly options: RequestBookOptions) {
    this.holdings = new Holdings(pieceCount(options), options.held);
    this.trust = new Trust(options);
    this.#pieces = new OpenPieces(options, this.#sources, this.trust);
    const { holdings, trust } = this;
    const parts = { holdings, trust, sources: this.#sources, pieces: this.#pieces };
    this.#rules = new AskingRules(parts);
    this.#choice = new BlockChoice(options, parts, this.#rules);
  }

  /** A peer or a mirror is there. What peers have is told to `holdings`; a mirror has everything. */
  add(id: SourceId, kind: SourceKind): void {
    if (this.#sources.add(id, kind) && kind === 'peer') this.holdings.join(id);
  }

  /** It left: what it was asked for is free again. */
  remove(id: SourceId): void {
    this.#pieces.left(id);
    this.#sources.delete(id);
    this.holdings.leave(id);
    this.trust.gone(id);
  }

  /** A peer announced piece `index`. What it had refused, or taken back, it may be asked for again. */
  announced(id: SourceId, index: number): void {
    if (this.holdings.of(id)?.has(index)) return;
    this.holdings.announced(id, index);
    this.forgive(id, index);
  }

  /** A peer does not have piece `index` any more (BEP 54). */
  withdrew(id: SourceId, index: number): void {
    this.holdings.withdrew(id, index);
    this.#pieces.letGo(id, index);
  }

  /** A source that gave piece `index` wrong, or would not give it, may be asked for it again. */
  forgive(id: SourceId, index: number): void {
    this.#sources.get(id)?.forgive(index);
  }

  /** True of a piece that is neither here nor asked of anybody. */
  isFree(index: number): boolean {
    return this.#rules.isFree(index);
  }

  /** True when a peer has something that is missing here. */
  isUseful(id: SourceId): boolean {
    const { here, pieces } = this.holdings;
    const source = this.#sources.get(id);
    if (!source || this.trust.isDropped(id)) return false;
    const mayGive = this.#rules.mayGive(source);
    for (let index = 0; index < pieces; index++) {
      if (!here.has(index) && mayGive(index)) return true;
    }
    return false;
  }

  /** The next block to ask a peer for; it counts as asked. `undefined`: nothing for now. */
  next(id: SourceId, nowMs: number): Block | undefined {
    this.#rules.nowMs = nowMs;
    const source = this.#sources.get(id);
    if (!source || this.trust.isDropped(id)) return undefined;
    const block = this.#choice.next(source);
    if (block) source.askedMs = nowMs;
    return block;
  }

  /** A request that was rejected or cancelled, or whose time ran out. */
  unanswered(id: SourceId, { index, offset }: Block): void {
    // Who is asked for nothing of it any more, say because it chokes, does not keep it from others.
    const piece = this.#pieces.get(index);
    if (piece?.unask(offset, id) && !piece.isSolo) this.#pieces.letGo(id, index);
  }

  /** A source does not give piece `index` now. @param isRefusal it isn't asked for it for a while */
  release(id: SourceId, index: number, isRefusal: boolean): void {
    if (isRefusal) this.#sources.get(id)?.refuse(index, this.#rules.nowMs + refusalMs);
    this.#pieces.letGo(id, index);
  }

  /** A block came. */
  received(id: SourceId, { index, offset, length }: Block): Received {
    const piece = this.#pieces.get(index);
    const useless = piece?.receive(offset, id);
    if (!piece || !useless) {
      this.trust.wasted(length);
      return unwanted;
    }
    return { isWanted: true, isWhole: piece.missing === 0, useless };
  }

  /** Whether a source may begin another piece now. One at a time until it has given a right one. */
  mayBegin(id: SourceId, nowMs: number): boolean {
    const source = this.#sources.get(id);
    return source !== undefined && this.#rules.mayBegin(source, nowMs);
  }

  /** Asks a mirror for piece `index`, whole. False when it may not be asked for that one. */
  claim(id: SourceId, index: number, nowMs: number): boolean {
    this.#rules.nowMs = nowMs;
    const source = this.#sources.get(id);
    if (!source || !this.isFree(index) || source.isRefused(index, nowMs)) return false;
    this.#pieces.begin(source, index, nowMs).reserveAll(id);
    return true;
  }

  /** Asks a mirror for piece `index` although others are asked for it. False when it may not be. */
  claimToo(id: SourceId, index: number): boolean {
    const source = this.#sources.get(id);
    const piece = this.#pieces.get(index);
    if (!source || !piece || !this.#rules.mayHedge(piece)) return false;
    if (!this.trust.isProven(id) || source.isRefused(index, this.#rules.nowMs)) return false;
    if (piece.askedOf.has(id)) return false;
    this.#pieces.join(source, piece);
    piece.reserveAll(id);
    return true;
  }

  /** A whole piece came from a mirror. */
  receivedWhole(id: SourceId, index: number): Received {
    const piece = this.#pieces.get(index);
    if (!piece || piece.missing === 0 || !piece.owners.has(id)) {
      this.trust.wasted(pieceSize(this.options, index));
      return unwanted;
    }
    return { isWanted: true, isWhole: true, useless: piece.receiveWhole(id) };
  }

  /**
   * Piece `index` fits: it is here from now on, stored or not.
   * @param digests SHA-1 of its blocks, hexadecimal; needed when it `trust.isSuspicious`
   * @returns sources that turn out to have sent other blocks before
   */
  fits(index: number, digests: readonly string[] = []): readonly SourceId[] {
    const piece = this.#pieces.arrived(index);
    this.holdings.here.add(index);
    if (!piece) return [];
    const liars = this.trust.fits(piece, digests);
    this.#pieces.discard(liars);
    // Nothing is kept of those that left while it was looked at.
    for (const id of new Set(piece.givers))
      if (id !== undefined && !this.#sources.get(id)) this.trust.gone(id);
    return liars;
  }

  /** Piece `index` does not fit. @returns whose fault that is, when it is known already */
  fails(index: number, digests: readonly string[]): readonly SourceId[] {
    const piece = this.#pieces.close(index);
    if (!piece) return [];
    const culprits = this.trust.fails(piece, digests);
    for (const culprit of culprits) this.#sources.get(culprit)?.refuse(index, Infinity);
    this.#pieces.discard(culprits);
    return culprits;
  }

  /** Piece `index` is not here after all. */
  lost(index: number): void {
    this.holdings.here.delete(index);
  }

  /**
   * The piece on its way that will take longest, and for how many seconds; for `claimToo`. Of several
   * that take as long the one begun last: a mirror that is slow gets to the end of its span last.
   */
  slowest(): { readonly index: number; readonly seconds: number } | undefined {
    let slowest: { index: number; seconds: number } | undefined;
    for (const piece of this.#pieces) {
      if (piece.isUnattended || !this.#rules.mayHedge(piece)) continue;
      const { index, size, missing, askedOf } = piece;
      const speed = Math.max(1, ...[...askedOf].map(this.options.speedOf));
      const seconds = Math.min(size, missing * blockLength) / speed;
      if (!slowest || seconds >= slowest.seconds) slowest = { index, seconds };
    }
    return slowest;
  }
}

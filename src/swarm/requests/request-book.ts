import { pieceCount, pieceSize } from '../../release/torrent-metadata';
import { type Block, blockLength, type SourceId } from './block';
import { choosePiece } from './choose-piece';
import { Holdings } from './holdings';
import { OpenPiece, type Useless } from './open-piece';
import { Trust } from './trust';

export interface RequestBookOptions {
  /** Bytes of the file, and bytes per piece. */
  readonly length: number;
  readonly pieceLength: number;
  /** Pieces that are here already. */
  readonly held: Iterable<number>;
  /** How fast a source gives: bytes per second. */
  readonly speedOf: (id: SourceId) => number;
  /** Gives numbers in [0, 1). */
  readonly random: () => number;
  /** Bytes of pieces that are neither free nor stored, at most. */
  readonly mostOpenBytes?: number;
  /** Blocks of piece `index` that came are of no use any more: all of it will be asked for again. */
  readonly onForgotten?: (index: number) => void;
  /** Requests that are of no use any more, beside those that `received` names. */
  readonly onUseless?: (requests: readonly Useless[]) => void;
}

/** What came of a block or a piece. */
export interface Received {
  /** False when nobody had been asked for it or it was here already. */
  readonly isWanted: boolean;
  /** True when the piece is whole: look whether it fits, then tell `fits` or `fails`. */
  readonly isWhole: boolean;
  readonly useless: readonly Useless[];
}

interface Source {
  readonly kind: 'peer' | 'mirror';
  /** Pieces that it goes on asking for, in the order in which it began. */
  readonly open: Set<OpenPiece>;
  /** Pieces that it gave wrong or would not give, and until when it isn't asked for them (ms). */
  readonly refused: Map<number, number>;
  /** When it was asked for something last. */
  askedMs: number;
}

const defaultOpenBytes = 64 * 2 ** 20;
/** With fewer pieces at a time than this, slow peers would keep fast ones waiting. */
const leastOpenPieces = 8;
/** A source this many times as fast as another may be asked for the same block at the end. */
const muchFaster = 2;
/** Who would not give a piece is asked for it again after so long: a lone source may have been busy. */
const refusalMs = 60_000;
/** Who is not proven may help out with a piece that is on its way for so long: others are slow. */
const helpAfterMs = 30_000;
/** So long one source may take at first for a piece that it alone has to give. */
const takeOverAfterMs = 60_000;
/** Who is not proven and has to go on with what it began is asked for something else after so long. */
const otherwiseAfterMs = 60_000;
/** Mirrors that are asked for the same piece at a time. */
const mostMirrors = 2;
const unwanted: Received = { isWanted: false, isWhole: false, useless: [] };

/**
 * What a page asks of whom. Knows no network and no clock: told of what sources have and gave, it
 * answers what to ask for next.
 *
 * A piece comes from one source whenever possible: then it is known who sent it, and little is kept in
 * halves. Pieces are chosen rarest first. One that nobody else can be asked for is shared with those
 * who have nothing better to do, and asked for twice only at the very end.
 */
export class RequestBook {
  readonly holdings: Holdings;
  readonly trust: Trust;
  readonly #open = new Map<number, OpenPiece>();
  readonly #sources = new Map<SourceId, Source>();
  readonly #mostOpen: number;
  /** Pieces that one source was too slow for, and how often. */
  readonly #takeovers = new Map<number, number>();
  /** The latest time that it was told. */
  #nowMs = 0;

  constructor(private readonly options: RequestBookOptions) {
    this.holdings = new Holdings(pieceCount(options), options.held);
    this.trust = new Trust(options);
    const { mostOpenBytes = defaultOpenBytes, pieceLength } = options;
    this.#mostOpen = Math.max(leastOpenPieces, Math.floor(mostOpenBytes / pieceLength));
  }

  /** A peer or a mirror is there. What peers have is told to `holdings`; a mirror has everything. */
  add(id: SourceId, kind: Source['kind']): void {
    if (this.#sources.has(id)) return;
    if (kind === 'peer') this.holdings.join(id);
    this.#sources.set(id, { kind, open: new Set(), refused: new Map(), askedMs: 0 });
  }

  /** It left: what it was asked for is free again. */
  remove(id: SourceId): void {
    for (const piece of this.#open.values()) piece.release(id);
    this.#sources.delete(id);
    this.holdings.leave(id);
    this.trust.gone(id);
  }

  /** A peer announced piece `index`. What it had refused, or taken back, it may be asked for again. */
  announced(id: SourceId, index: number): void {
    if (this.holdings.of(id)?.has(index)) return;
    this.holdings.announced(id, index);
    this.#sources.get(id)?.refused.delete(index);
  }

  /** A peer does not have piece `index` any more (BEP 54). */
  withdrew(id: SourceId, index: number): void {
    this.holdings.withdrew(id, index);
    this.#letGo(id, index);
  }

  /** True of a piece that is neither here nor asked of anybody. */
  isFree(index: number): boolean {
    if (index < 0 || index >= this.holdings.pieces || this.holdings.here.has(index)) return false;
    const piece = this.#open.get(index);
    if (!piece) return true;
    // Who alone has to give a piece may choke meanwhile: another would have to begin anew.
    const isKept = piece.isSolo && piece.owners.size > 0 && !this.#isOverdue(piece);
    return piece.isUnattended && !isKept;
  }

  /** True when a peer has something that is missing here. */
  isUseful(id: SourceId): boolean {
    const { here, pieces } = this.holdings;
    const source = this.#sources.get(id);
    if (!source || this.trust.isDropped(id)) return false;
    const mayGive = this.#given(id, source);
    for (let index = 0; index < pieces; index++) {
      if (!here.has(index) && mayGive(index)) return true;
    }
    return false;
  }

  /** The next block to ask a peer for; it counts as asked. `undefined`: nothing for now. */
  next(id: SourceId, nowMs: number): Block | undefined {
    this.#nowMs = nowMs;
    const source = this.#sources.get(id);
    if (!source || this.trust.isDropped(id)) return undefined;
    const own = firstOf(source.open, (piece) => piece.reserve(id));
    const block =
      own ??
      this.#nextNew(id, source, nowMs) ??
      this.#nextShared(id, source) ??
      this.#nextHelp(id, source, nowMs);
    if (block) source.askedMs = nowMs;
    return block;
  }

  /** A request that was rejected or cancelled, or whose time ran out. */
  unanswered(id: SourceId, { index, offset }: Block): void {
    // Who is asked for nothing of it any more, say because it chokes, does not keep it from others.
    const piece = this.#open.get(index);
    if (piece?.unask(offset, id) && !piece.isSolo) this.#letGo(id, index);
  }

  /** A source does not give piece `index` now. @param isRefusal it isn't asked for it for a while */
  release(id: SourceId, index: number, isRefusal: boolean): void {
    if (isRefusal) this.#refuse(id, index, this.#nowMs + refusalMs);
    this.#letGo(id, index);
  }

  /** A block came. */
  received(id: SourceId, { index, offset, length }: Block): Received {
    const piece = this.#open.get(index);
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
    if (!source || this.trust.isDropped(id)) return false;
    if (this.trust.isProven(id)) return true;
    return source.open.size === 0 && this.trust.mayTry(this.#onTrial(), nowMs);
  }

  /** Asks a mirror for piece `index`, whole. False when it may not be asked for that one. */
  claim(id: SourceId, index: number, nowMs: number): boolean {
    const source = this.#sources.get(id);
    this.#nowMs = nowMs;
    if (!source || !this.isFree(index) || this.#isRefused(source, index)) return false;
    this.#begin(id, source, index, nowMs).reserveAll(id);
    return true;
  }

  /** Asks a mirror for piece `index` although others are asked for it. False when it may not be. */
  claimToo(id: SourceId, index: number): boolean {
    const source = this.#sources.get(id);
    const piece = this.#open.get(index);
    if (!source || !piece || piece.missing === 0 || piece.isSolo) return false;
    if (this.#isRefused(source, index) || piece.askedOf.has(id) || !this.trust.isProven(id))
      return false;
    if (this.#mirrorsAsked(piece) >= mostMirrors) return false;
    source.open.add(piece);
    piece.reserveAll(id);
    return true;
  }

  /** A whole piece came from a mirror. */
  receivedWhole(id: SourceId, index: number): Received {
    const piece = this.#open.get(index);
    if (!piece || piece.missing === 0 || !piece.owners.has(id)) {
      this.trust.wasted(pieceSize(this.options, index));
      return unwanted;
    }
    return { isWanted: true, isWhole: true, useless: piece.receiveWhole(id) };
  }

  /**
   * Piece `index` fits and is stored.
   * @param digests SHA-1 of its blocks, hexadecimal; needed when it `trust.isSuspicious`
   * @returns sources that turn out to have sent other blocks before
   */
  fits(index: number, digests: readonly string[] = []): readonly SourceId[] {
    const piece = this.#close(index);
    this.holdings.here.add(index);
    this.#takeovers.delete(index);
    if (!piece) return [];
    const liars = this.trust.fits(piece, digests);
    this.#discard(liars);
    // Nothing is kept of those that left while it was looked at.
    for (const id of new Set(piece.givers))
      if (id !== undefined && !this.#sources.has(id)) this.trust.gone(id);
    return liars;
  }

  /** Piece `index` does not fit. @returns whose fault that is, when it is known already */
  fails(index: number, digests: readonly string[]): readonly SourceId[] {
    const piece = this.#close(index);
    if (!piece) return [];
    const culprits = this.trust.fails(piece, digests);
    for (const culprit of culprits) this.#refuse(culprit, index, Infinity);
    this.#discard(culprits);
    return culprits;
  }

  /** Piece `index` is not here after all. */
  lost(index: number): void {
    this.holdings.here.delete(index);
  }

  /** The piece on its way that will take longest, and for how many seconds; for `claimToo`. */
  slowest(): { readonly index: number; readonly seconds: number } | undefined {
    let slowest: { index: number; seconds: number } | undefined;
    for (const piece of this.#open.values()) {
      const { index, size, missing, isSolo, askedOf } = piece;
      if (missing === 0 || isSolo || askedOf.size === 0) continue;
      if (this.#mirrorsAsked(piece) >= mostMirrors) continue;
      const speed = Math.max(1, ...[...askedOf].map(this.options.speedOf));
      const seconds = Math.min(size, missing * blockLength) / speed;
      if (!slowest || seconds > slowest.seconds) slowest = { index, seconds };
    }
    return slowest;
  }

  #nextNew(id: SourceId, source: Source, nowMs: number): Block | undefined {
    if (!this.mayBegin(id, nowMs)) return undefined;
    const mayGive = this.#given(id, source);
    const mayBegin = this.#judgeable(id, source);
    const choose = (mayOpen: boolean): number | undefined =>
      choosePiece({
        pieces: this.holdings.pieces,
        availability: (at) => this.holdings.availability(at),
        mayAsk: (at) =>
          this.isFree(at) && mayGive(at) && mayBegin(at) && (mayOpen || this.#open.has(at)),
        random: this.options.random,
      });
    let index = choose(!this.#isFull);
    if (index === undefined && this.#isFull) {
      index = choose(true);
      if (index === undefined || !this.#forgetOne()) return undefined;
    }
    return index === undefined ? undefined : this.#begin(id, source, index, nowMs).reserve(id);
  }

  /**
   * Which pieces a source may begin. One that is not proven could spoil piece after piece with a block
   * each: once it left one in halves, or one failed that it gave a part of, it goes on with that.
   */
  #judgeable(id: SourceId, source: Source): (index: number) => boolean {
    const anything = (): boolean => true;
    if (this.trust.isProven(id) || this.#nowMs - source.askedMs >= otherwiseAfterMs)
      return anything;
    const isLeft = (piece: OpenPiece): boolean => !source.open.has(piece) && piece.isPartOf(id);
    const isInDoubt =
      this.trust.suspicionsOf(id) > 0 || [...this.#open.values()].some((piece) => isLeft(piece));
    if (!isInDoubt) return anything;
    return (at) => this.trust.isSuspicious(at) || (this.#open.get(at)?.isPartOf(id) ?? false);
  }

  /** Makes room: of pieces in halves that nobody is asked for, gives up the one that lacks most. */
  #forgetOne(): boolean {
    let emptiest: OpenPiece | undefined;
    for (const piece of this.#open.values())
      if (piece.isUnattended && piece.missing > (emptiest?.missing ?? 0)) emptiest = piece;
    if (!emptiest) return false;
    this.#close(emptiest.index);
    this.options.onForgotten?.(emptiest.index);
    return true;
  }

  /** Part of a piece that others are asked for. Only of those who are proven: it mixes blame. */
  #nextShared(id: SourceId, source: Source): Block | undefined {
    if (!this.trust.isProven(id)) return undefined;
    const mayGive = this.#given(id, source);
    const shareable = [...this.#open.values()].filter((p) => !p.isSolo && mayGive(p.index));
    const shared = firstOf(shareable, (piece) => piece.reserve(id));
    if (shared || !this.#isEnd()) return shared;
    const { speedOf } = this.options;
    const speed = speedOf(id);
    const isSlow = (other: SourceId): boolean => speedOf(other) * muchFaster < speed;
    return firstOf(shareable, (piece) => piece.double(id, isSlow));
  }

  /** When nothing else is left, part of a piece that takes very long: who drips holds up nobody. */
  #nextHelp(id: SourceId, source: Source, nowMs: number): Block | undefined {
    if (!this.#isEnd() && !this.#isFull) return undefined;
    const goesOn = source.open.size > 0 && !this.trust.isProven(id);
    if (!goesOn && !this.mayBegin(id, nowMs)) return undefined;
    const mayGive = this.#given(id, source);
    const mayBegin = this.#judgeable(id, source);
    return firstOf(goesOn ? source.open : [...this.#open.values()], (piece) => {
      if (!mayGive(piece.index) || !mayBegin(piece.index)) return undefined;
      if (piece.isSolo) {
        if (piece.owners.has(id) || !this.#isOverdue(piece)) return undefined;
        return this.#begin(id, source, piece.index, nowMs).reserve(id);
      }
      if (nowMs - piece.begunMs < helpAfterMs) return undefined;
      const block = piece.reserve(id) ?? piece.double(id, () => true);
      if (block) this.#own(id, source, piece);
      return block;
    });
  }

  /** True when the one that alone has to give a piece took too long: each time twice as long. */
  #isOverdue({ index, begunMs, missing }: OpenPiece): boolean {
    const patienceMs = takeOverAfterMs * 2 ** (this.#takeovers.get(index) ?? 0);
    return missing > 0 && this.#nowMs - begunMs >= patienceMs;
  }

  /** True when every piece is here or asked for. */
  #isEnd(): boolean {
    const { pieces, here } = this.holdings;
    return here.size + this.#open.size >= pieces;
  }

  /** Tells of pieces whether a source has them and may be asked for them. */
  #given(id: SourceId, source: Source): (index: number) => boolean {
    const has = this.holdings.of(id);
    return (index) => (has?.has(index) ?? true) && !this.#isRefused(source, index);
  }

  #isRefused({ refused }: Source, index: number): boolean {
    return refused.size > 0 && (refused.get(index) ?? -Infinity) > this.#nowMs;
  }

  #refuse(id: SourceId, index: number, untilMs: number): void {
    this.#sources.get(id)?.refused.set(index, untilMs);
  }

  #letGo(id: SourceId, index: number): void {
    const piece = this.#open.get(index);
    if (!piece) return;
    piece.release(id);
    this.#sources.get(id)?.open.delete(piece);
  }

  /** What known liars gave would only spoil the pieces that it is part of. */
  #discard(liars: readonly SourceId[]): void {
    for (const piece of this.#open.values())
      if (piece.missing > 0) for (const liar of liars) piece.discard(liar);
  }

  #mirrorsAsked({ askedOf }: OpenPiece): number {
    return [...askedOf].filter((id) => this.#sources.get(id)?.kind === 'mirror').length;
  }

  get #isFull(): boolean {
    return this.#openedByPeers() >= this.#mostOpen;
  }

  /** Pieces that take memory: what a mirror is asked for does so only while it arrives. */
  #openedByPeers(): number {
    let claimed = 0;
    for (const { kind, open } of this.#sources.values())
      if (kind === 'mirror') claimed += open.size;
    return this.#open.size - claimed;
  }

  #onTrial(): number {
    let pieces = 0;
    for (const [id, { open }] of this.#sources) if (!this.trust.isProven(id)) pieces += open.size;
    return pieces;
  }

  #begin(id: SourceId, source: Source, index: number, nowMs: number): OpenPiece {
    const size = pieceSize(this.options, index);
    const solo = this.trust.isSuspicious(index);
    // What several gave is of no use when one alone has to give it.
    if (solo) this.#giveUp(index);
    const piece = this.#open.get(index) ?? new OpenPiece(index, size, solo, nowMs);
    this.#open.set(index, piece);
    this.#own(id, source, piece);
    return piece;
  }

  /** The piece is begun anew. */
  #giveUp(index: number): void {
    const piece = this.#close(index);
    if (!piece || piece.owners.size === 0) return;
    this.#takeovers.set(index, 1 + (this.#takeovers.get(index) ?? 0));
    this.options.onUseless?.(piece.requests);
  }

  #own(id: SourceId, source: Source, piece: OpenPiece): void {
    piece.owners.add(id);
    source.open.add(piece);
  }

  #close(index: number): OpenPiece | undefined {
    const piece = this.#open.get(index);
    this.#open.delete(index);
    if (piece) for (const { open } of this.#sources.values()) open.delete(piece);
    return piece;
  }
}

/** The first answer that there is, without asking any further. */
function firstOf<T, U>(items: Iterable<T>, ask: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const answer = ask(item);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

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
  /** Pieces that it gave wrong or would not give: never asked of it again. */
  readonly refused: Set<number>;
}

const defaultOpenBytes = 64 * 2 ** 20;
/** With fewer pieces at a time than this, slow peers would keep fast ones waiting. */
const leastOpenPieces = 8;
/** A source this many times as fast as another may be asked for the same block at the end. */
const muchFaster = 2;
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
    this.#sources.set(id, { kind, open: new Set(), refused: new Set() });
  }

  /** It left: what it was asked for is free again. */
  remove(id: SourceId): void {
    for (const piece of this.#open.values()) piece.release(id);
    this.#sources.delete(id);
    this.holdings.leave(id);
    this.trust.gone(id);
  }

  /** True of a piece that is neither here nor asked of anybody. */
  isFree(index: number): boolean {
    if (index < 0 || index >= this.holdings.pieces || this.holdings.here.has(index)) return false;
    return this.#open.get(index)?.isUnattended ?? true;
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
    const source = this.#sources.get(id);
    if (!source || this.trust.isDropped(id)) return undefined;
    const own = firstOf(source.open, (piece) => piece.reserve(id));
    return own ?? this.#nextNew(id, source, nowMs) ?? this.#nextShared(id, source);
  }

  /** A request that was rejected or cancelled, or whose time ran out. */
  unanswered(id: SourceId, { index, offset }: Block): void {
    this.#open.get(index)?.unask(offset, id);
  }

  /** A source will not give piece `index`. @param forGood it is not asked for it again */
  release(id: SourceId, index: number, forGood: boolean): void {
    const source = this.#sources.get(id);
    const piece = this.#open.get(index);
    if (forGood) source?.refused.add(index);
    if (!piece) return;
    piece.release(id);
    source?.open.delete(piece);
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
    if (!source || !this.isFree(index) || source.refused.has(index)) return false;
    this.#begin(id, source, index, nowMs).reserveAll(id);
    return true;
  }

  /** Asks a mirror for piece `index` although others are asked for it. False when it may not be. */
  claimToo(id: SourceId, index: number): boolean {
    const source = this.#sources.get(id);
    const piece = this.#open.get(index);
    if (!source || !piece || piece.missing === 0 || piece.isSolo) return false;
    if (source.refused.has(index) || piece.askedOf.has(id) || !this.trust.isProven(id))
      return false;
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
    return piece ? this.trust.fits(piece, digests) : [];
  }

  /** Piece `index` does not fit. @returns whose fault that is, when it is known already */
  fails(index: number, digests: readonly string[]): readonly SourceId[] {
    const piece = this.#close(index);
    if (!piece) return [];
    const culprits = this.trust.fails(piece, digests);
    for (const culprit of culprits) this.#sources.get(culprit)?.refused.add(index);
    return culprits;
  }

  /** Piece `index` is not here after all. */
  lost(index: number): void {
    this.holdings.here.delete(index);
  }

  /** The piece on its way that will take longest, and for how many seconds; for `claimToo`. */
  slowest(): { readonly index: number; readonly seconds: number } | undefined {
    let slowest: { index: number; seconds: number } | undefined;
    for (const { index, size, missing, isSolo, askedOf } of this.#open.values()) {
      if (missing === 0 || isSolo || askedOf.size === 0) continue;
      const speed = Math.max(1, ...[...askedOf].map(this.options.speedOf));
      const seconds = Math.min(size, missing * blockLength) / speed;
      if (!slowest || seconds > slowest.seconds) slowest = { index, seconds };
    }
    return slowest;
  }

  #nextNew(id: SourceId, source: Source, nowMs: number): Block | undefined {
    if (!this.mayBegin(id, nowMs)) return undefined;
    const mayGive = this.#given(id, source);
    const isFull = this.#openedByPeers() >= this.#mostOpen;
    const index = choosePiece({
      pieces: this.holdings.pieces,
      availability: (at) => this.holdings.availability(at),
      mayAsk: (at) => this.isFree(at) && mayGive(at) && (!isFull || this.#open.has(at)),
      random: this.options.random,
    });
    return index === undefined ? undefined : this.#begin(id, source, index, nowMs).reserve(id);
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

  /** True when every piece is here or asked for. */
  #isEnd(): boolean {
    const { pieces, here } = this.holdings;
    return here.size + this.#open.size >= pieces;
  }

  /** Tells of pieces whether a source has them and may be asked for them. */
  #given(id: SourceId, { refused }: Source): (index: number) => boolean {
    const has = this.holdings.of(id);
    return (index) => (has?.has(index) ?? true) && !refused.has(index);
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
    let piece = this.#open.get(index);
    // What several gave is of no use when one alone has to give it.
    const solo = this.trust.isSuspicious(index);
    if (!piece || solo) piece = new OpenPiece(index, size, solo);
    this.#open.set(index, piece);
    piece.owners.add(id);
    source.open.add(piece);
    if (!this.trust.isProven(id)) this.trust.tried(nowMs);
    return piece;
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

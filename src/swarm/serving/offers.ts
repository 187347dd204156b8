import { PieceSet } from '../requests/piece-set';

/** A peer to which pieces are revealed one after the other. */
export interface Taker {
  readonly has: PieceSet;
  /** What it was told that we have. */
  readonly told: PieceSet;
  /** Pieces that it was told of and doesn't have, and when it was told (ms). Oldest first. */
  readonly outstanding: Map<number, number>;
  /** Such pieces that it has had long enough to fetch: they count as not offered. */
  readonly stale: Set<number>;
  /** When it last announced a piece that was offered to it (ms). */
  progressMs: number;
  /** Pieces that it alone announced: not passed on so far. */
  kept: number;
}

/** Who has which piece and to whom it was offered. */
export class Offers {
  readonly #copies: Uint32Array;
  readonly #offered: Uint32Array;
  /** Of a piece that one peer has: that peer. */
  readonly #keepers = new Map<number, Taker>();
  readonly takers = new Map<string, Taker>();
  /** Pieces that no connected peer announced. */
  unseen: number;
  /** Offers that are not stale. */
  open = 0;

  constructor(readonly pieces: number) {
    this.#copies = new Uint32Array(pieces);
    this.#offered = new Uint32Array(pieces);
    this.unseen = pieces;
  }

  /** How well a piece is looked after: copies that peers have plus copies on their way. */
  score(index: number): number {
    return this.copies(index) + (this.#offered[index] ?? 0);
  }

  /** How many connected peers announced a piece. */
  copies(index: number): number {
    return this.#copies[index] ?? 0;
  }

  join(id: string): void {
    if (this.takers.has(id)) return;
    this.takers.set(id, {
      has: new PieceSet(this.pieces),
      told: new PieceSet(this.pieces),
      outstanding: new Map(),
      stale: new Set(),
      progressMs: -Infinity,
      kept: 0,
    });
  }

  leave(id: string): void {
    const taker = this.takers.get(id);
    if (!taker) return;
    this.takers.delete(id);
    for (const index of taker.outstanding.keys()) this.#unoffer(index);
    for (let index = 0; index < this.pieces; index++) {
      if (taker.has.has(index)) this.#lose(index, taker);
    }
  }

  offer(taker: Taker, index: number, nowMs: number): void {
    taker.told.add(index);
    taker.outstanding.set(index, nowMs);
    this.#offered[index] = (this.#offered[index] ?? 0) + 1;
    this.open++;
  }

  /** What was offered to a peer and not taken counts as not offered. */
  expire(taker: Taker, index: number): void {
    if (!taker.outstanding.delete(index)) return;
    this.#unoffer(index);
    taker.stale.add(index);
  }

  /** @returns true when it is a piece that had been offered to that peer */
  announced(taker: Taker, index: number): boolean {
    if (!taker.has.add(index)) return false;
    this.#gain(index, taker);
    const wasStale = taker.stale.delete(index);
    if (!taker.outstanding.delete(index)) return wasStale;
    this.#unoffer(index);
    return true;
  }

  #gain(index: number, taker: Taker): void {
    const copies = this.copies(index) + 1;
    this.#copies[index] = copies;
    if (copies === 1) {
      this.unseen--;
      this.#keepers.set(index, taker);
      taker.kept++;
    } else this.#unkeep(index);
  }

  #lose(index: number, taker: Taker): void {
    const copies = this.copies(index) - 1;
    this.#copies[index] = copies;
    if (copies === 0) this.unseen++;
    if (this.#keepers.get(index) === taker) this.#unkeep(index);
  }

  #unkeep(index: number): void {
    const keeper = this.#keepers.get(index);
    if (keeper) keeper.kept--;
    this.#keepers.delete(index);
  }

  #unoffer(index: number): void {
    this.#offered[index] = (this.#offered[index] ?? 1) - 1;
    this.open--;
  }
}

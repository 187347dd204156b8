import type { SourceId } from './block';
import { PieceSet } from './piece-set';

/** Which pieces are here and which ones each connected peer announced. */
export class Holdings {
  readonly here: PieceSet;
  readonly #peers = new Map<SourceId, PieceSet>();
  readonly #copies: Uint32Array;

  constructor(
    readonly pieces: number,
    held: Iterable<number>,
  ) {
    this.here = new PieceSet(pieces);
    for (const index of held) this.here.add(index);
    this.#copies = new Uint32Array(pieces);
  }

  /** How many connected peers announced each piece. */
  get copies(): ArrayLike<number> {
    return this.#copies;
  }

  /** How many connected peers announced piece `index`. */
  availability(index: number): number {
    return this.#copies[index] ?? 0;
  }

  of(id: SourceId): PieceSet | undefined {
    return this.#peers.get(id);
  }

  /** Pieces that a connected peer announced and that are missing here. */
  missingOf(id: SourceId): number[] {
    return this.#peers.get(id)?.without(this.here) ?? [];
  }

  join(id: SourceId): void {
    if (!this.#peers.has(id)) this.#peers.set(id, new PieceSet(this.pieces));
  }

  leave(id: SourceId): void {
    const has = this.#peers.get(id);
    if (!has) return;
    for (let index = 0; index < this.pieces; index++) if (has.has(index)) this.#count(index, -1);
    this.#peers.delete(id);
  }

  announced(id: SourceId, index: number): void {
    if (this.#peers.get(id)?.add(index)) this.#count(index, 1);
  }

  withdrew(id: SourceId, index: number): void {
    if (this.#peers.get(id)?.delete(index)) this.#count(index, -1);
  }

  #count(index: number, change: number): void {
    this.#copies[index] = this.availability(index) + change;
  }
}

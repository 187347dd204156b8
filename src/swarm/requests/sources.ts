import type { SourceId } from './block';
import type { OpenPiece } from './open-piece';
import { Source, type SourceKind } from './source';

/** Everyone who is connected. */
export class Sources {
  readonly #all = new Map<SourceId, Source>();

  get(id: SourceId): Source | undefined {
    return this.#all.get(id);
  }

  /** @returns false when it was there already */
  add(id: SourceId, kind: SourceKind): boolean {
    if (this.#all.has(id)) return false;
    this.#all.set(id, new Source(id, kind));
    return true;
  }

  delete(id: SourceId): void {
    this.#all.delete(id);
  }

  /** Nobody goes on asking for this piece. */
  letGo(piece: OpenPiece): void {
    for (const { open } of this.#all.values()) open.delete(piece);
  }

  /** Pieces that mirrors are asked for. */
  get claimed(): number {
    let pieces = 0;
    for (const { kind, open } of this.#all.values()) if (kind === 'mirror') pieces += open.size;
    return pieces;
  }

  /** Pieces that those are asked for who are not proven. */
  onTrial(isProven: (id: SourceId) => boolean): number {
    let pieces = 0;
    for (const { id, open } of this.#all.values()) if (!isProven(id)) pieces += open.size;
    return pieces;
  }

  /** How many of these are mirrors. */
  mirrorsAmong(ids: Iterable<SourceId>): number {
    let mirrors = 0;
    for (const id of ids) if (this.#all.get(id)?.kind === 'mirror') mirrors++;
    return mirrors;
  }
}

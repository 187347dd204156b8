import type { SourceId } from './block';
import type { OpenPiece } from './open-piece';
import { isDropped, isProven, mayTry, type Standing, unknownStanding } from './standing';
import { Suspicion } from './suspicion';

/**
 * What sources did so far, and so what may be asked of them. Those that left after a wrong piece are
 * remembered: who comes back is known again.
 */
export class Trust {
  readonly #standings = new Map<SourceId, Standing>();
  readonly #suspicion = new Suspicion();
  #wastedBytes = 0;
  /** When a source that is not proven was turned away for the first time. */
  #refusedMs: number | undefined;

  constructor(private readonly file: { readonly length: number; readonly pieceLength: number }) {}

  /** Bytes that were wrong or here already. */
  get wastedBytes(): number {
    return this.#wastedBytes;
  }

  /** Sources that sent wrong pieces, those that left included. */
  get faulty(): readonly (Standing & { readonly id: SourceId })[] {
    return [...this.#standings]
      .filter(([, { wrong }]) => wrong > 0)
      .map(([id, standing]) => ({ id, ...standing }));
  }

  /** True when nothing is asked of this source any more. */
  isDropped(id: SourceId): boolean {
    const { right, wrong } = this.#of(id);
    if (wrong === 0) return false;
    // Who sent a wrong piece for sure had its part in the pieces that failed it is suspected of.
    return isDropped({ right, wrong: wrong + this.#suspicion.casesOf(id) });
  }

  /** True when this source gave right pieces and no wrong one. */
  isProven(id: SourceId): boolean {
    return isProven(this.#of(id));
  }

  /** True when piece `index` failed before, and so has to come from one source alone. */
  isSuspicious(index: number): boolean {
    return this.#suspicion.isOpen(index);
  }

  /** Pieces that failed, to which `id` gave a part and for which nobody could be blamed yet. */
  suspicionsOf(id: SourceId): number {
    return this.#suspicion.casesOf(id);
  }

  wasted(bytes: number): void {
    this.#wastedBytes += bytes;
  }

  /**
   * Whether a source that is not proven may begin another piece.
   * @param onTrial pieces that sources of its kind are asked for
   */
  mayTry(onTrial: number, nowMs: number): boolean {
    const { length, pieceLength } = this.file;
    const pieceBytes = Math.min(length, pieceLength);
    const may = mayTry({
      length,
      pieceBytes,
      wastedBytes: this.#wastedBytes,
      onTrialBytes: onTrial * pieceBytes,
      sinceRefusalMs: nowMs - (this.#refusedMs ?? nowMs),
    });
    if (!may) this.#refusedMs ??= nowMs;
    return may;
  }

  /**
   * A piece fits.
   * @param digests of its blocks; needed only of a suspicious piece
   * @returns sources that turn out to have sent other blocks before
   */
  fits({ index, givers }: OpenPiece, digests: readonly string[]): readonly SourceId[] {
    const [giver, ...others] = new Set(givers);
    if (giver !== undefined && others.length === 0) this.#change(giver, { right: 1 });
    const liars = this.#suspicion.solved(index, digests);
    for (const liar of liars) this.#change(liar, { wrong: 1 });
    return liars;
  }

  /** A piece does not fit. @returns whose fault that is, when it is known already */
  fails({ index, size, givers }: OpenPiece, digests: readonly string[]): readonly SourceId[] {
    this.#wastedBytes += size;
    const culprit = this.#suspicion.failed(index, { givers, digests });
    if (culprit === undefined) return [];
    this.#change(culprit, { wrong: 1 });
    return [culprit];
  }

  /** A source is gone. Nothing is kept of those that did nothing wrong. */
  gone(id: SourceId): void {
    if (this.#of(id).wrong === 0) this.#standings.delete(id);
  }

  #of(id: SourceId): Standing {
    return this.#standings.get(id) ?? unknownStanding;
  }

  #change(id: SourceId, by: Partial<Standing>): void {
    const { right, wrong } = this.#of(id);
    this.#standings.set(id, { right: right + (by.right ?? 0), wrong: wrong + (by.wrong ?? 0) });
  }
}

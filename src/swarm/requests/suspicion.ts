import type { SourceId } from './block';

/** Who gave which block of a piece that did not fit, and what it was (SHA-1, hexadecimal). */
export interface Evidence {
  readonly givers: readonly (SourceId | undefined)[];
  readonly digests: readonly string[];
}

/**
 * Blame for pieces that came from several sources (libtorrent's "smart ban"). Such a piece is fetched
 * again from one source alone; once it fits, whoever had sent other blocks is known.
 */
export class Suspicion {
  readonly #cases = new Map<number, Evidence[]>();

  /** True when piece `index` failed before and nobody could be blamed yet. */
  isOpen(index: number): boolean {
    return this.#cases.has(index);
  }

  /** Pieces that failed, to which `id` gave a part and for which nobody could be blamed yet. */
  casesOf(id: SourceId): number {
    let cases = 0;
    for (const evidence of this.#cases.values())
      if (evidence.some(({ givers }) => givers.includes(id))) cases++;
    return cases;
  }

  /** Piece `index` did not fit. @returns who is to blame at once: its only giver */
  failed(index: number, evidence: Evidence): SourceId | undefined {
    const givers = new Set(evidence.givers);
    const [only] = givers;
    if (givers.size === 1) return only;
    const others = this.#cases.get(index) ?? [];
    // More than a few would only say the same again.
    this.#cases.set(index, [...others, evidence].slice(-4));
    return undefined;
  }

  /** Piece `index` fits and has these blocks. @returns those who had sent others */
  solved(index: number, digests: readonly string[]): SourceId[] {
    const cases = this.#cases.get(index) ?? [];
    this.#cases.delete(index);
    const liars = cases.flatMap(({ givers, digests: sent }) =>
      givers.filter((_, at) => digests[at] !== undefined && sent[at] !== digests[at]),
    );
    return [...new Set(liars.filter((liar) => liar !== undefined))];
  }
}

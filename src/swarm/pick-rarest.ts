/** What the picker needs to know of one piece that is still missing. */
export interface MissingPiece {
  /** Bytes in the piece. */
  readonly length: number;
  /** Bytes of it not received yet. */
  readonly missing: number;
  /** True when every block of it was asked for already. */
  readonly fullyAsked: boolean;
}

/**
 * Rarest first (BEP 3), in one pass: among the pieces that are missing, not wholly asked for, and
 * `usable`, the one that the fewest peers have; of equally rare ones a started one before an
 * untouched one (a whole piece can be passed on, halves can't), else at random.
 *
 * @param count how many pieces there are
 * @param availability how many connected peers have each piece; may be longer
 * @param missingPiece the piece at an index, `undefined` when it is here
 * @param random a number in [0, 1)
 * @returns an index, or -1
 */
export function pickRarest(
  count: number,
  availability: readonly number[],
  missingPiece: (index: number) => MissingPiece | undefined,
  usable: (index: number) => boolean,
  random: () => number,
): number {
  let best = -1;
  let bestRank = Infinity;
  let ties = 0;
  for (let index = 0; index < count; index++) {
    const piece = missingPiece(index);
    if (!piece || piece.fullyAsked) continue;
    const rank = 2 * (availability[index] ?? 0) + (piece.missing < piece.length ? 0 : 1);
    if (rank > bestRank || !usable(index)) continue;
    ties = rank === bestRank ? ties + 1 : 1;
    // Reservoir sampling: each of n equals is kept with probability 1/n.
    if (rank < bestRank || random() * ties < 1) best = index;
    bestRank = rank;
  }
  return best;
}

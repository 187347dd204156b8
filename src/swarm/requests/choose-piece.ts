/** What the choice of a piece needs to know. */
export interface PieceChoice {
  /** Pieces that the source in question has and that are missing here. */
  readonly candidates: readonly number[];
  /** How many connected peers have each piece. */
  readonly copies: ArrayLike<number>;
  /** True of a candidate that may be asked for now. */
  readonly mayAsk: (index: number) => boolean;
  /** Gives numbers in [0, 1). */
  readonly random: () => number;
}

/**
 * Rarest first (BEP 3), in one pass: of the pieces that may be asked for the one that the fewest peers
 * have, of equally rare ones any. Returns `undefined` when there is none.
 */
export function choosePiece(choice: PieceChoice): number | undefined {
  let best: number | undefined;
  let rarity = Infinity;
  let ties = 0;
  for (const index of choice.candidates) {
    const copies = choice.copies[index] ?? 0;
    if (copies > rarity || !choice.mayAsk(index)) continue;
    ties = copies === rarity ? ties + 1 : 1;
    // Reservoir sampling: each of n equals is kept with probability 1/n.
    if (copies < rarity || choice.random() * ties < 1) best = index;
    rarity = copies;
  }
  return best;
}

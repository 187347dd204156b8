/** What the choice of a piece needs to know. */
export interface PieceChoice {
  /** How many pieces there are. */
  readonly pieces: number;
  /** True of a piece that may be asked for now, of the source in question. */
  readonly mayAsk: (index: number) => boolean;
  /** How many connected peers have it. */
  readonly availability: (index: number) => number;
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
  for (let index = 0; index < choice.pieces; index++) {
    const availability = choice.availability(index);
    if (availability > rarity || !choice.mayAsk(index)) continue;
    ties = availability === rarity ? ties + 1 : 1;
    // Reservoir sampling: each of n equals is kept with probability 1/n.
    if (availability < rarity || choice.random() * ties < 1) best = index;
    rarity = availability;
  }
  return best;
}

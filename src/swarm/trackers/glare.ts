/** A WebRTC connection to one peer on its way, seen from our side. */
export interface Attempt {
  /** True when we made the offer. */
  readonly initiator: boolean;
  /** Both sides know it; hexadecimal. */
  readonly offerId: string;
}

/** After this long an unfinished connection is stuck: those that succeed take a few seconds. */
const stuckMs = 5_000;

/**
 * Two peers that announce at the same moment send each other an offer, so each ends up with two
 * connections to the other. Left alone, each keeps the first it saw and destroys the other's:
 * none survives. Both sides must keep the same one: the offer of the peer with the smaller id; of
 * two offers by the same peer (sent through two trackers) the one with the smaller offer id, unless
 * the first is stuck: then the other side is trying again.
 *
 * Tells whether `newcomer` should take the place of `known`, an unfinished connection to the same
 * peer.
 *
 * @param ids of both peers, hexadecimal
 * @param knownForMs how long ago `known` was begun
 */
export function newcomerWins(
  ids: { readonly own: string; readonly other: string },
  newcomer: Attempt,
  known: Attempt,
  knownForMs: number,
): boolean {
  if (newcomer.initiator !== known.initiator) return newcomer.initiator === ids.own < ids.other;
  return knownForMs >= stuckMs || newcomer.offerId < known.offerId;
}

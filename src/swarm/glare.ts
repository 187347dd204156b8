/** A WebRTC connection to one peer, seen from our side. */
export interface Connection {
  /** The other peer's id, hexadecimal. */
  readonly id: string;
  /** True when we made the offer. */
  readonly initiator: boolean;
}

/**
 * Two peers that announce at the same moment send each other an offer, so each ends up with two
 * connections to the other. Left alone, each keeps the first it saw and destroys the other's:
 * none survives. Both sides must keep the same one: the offer of the peer with the smaller id.
 *
 * Tells whether `newcomer` should take the place of an unfinished connection to the same peer.
 */
export function newcomerWins(ownId: string, newcomer: Connection): boolean {
  return newcomer.initiator === ownId < newcomer.id;
}

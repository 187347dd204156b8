/** A piece that is on its way from somebody else, and a mirror that has nothing to do. */
export interface HedgeSituation {
  /** How long that piece will still take. */
  readonly seconds: number;
  /** Bytes. */
  readonly pieceLength: number;
  /** Bytes per second that the mirror gives while it is asked. 0: nothing so far. */
  readonly speed: number;
  /** Since when nothing is left to ask for. */
  readonly idleMs: number;
  /** How long peers are given. 0 without peers. */
  readonly patienceMs: number;
}

/** What a request takes before its first byte, at worst. */
const latencySeconds = 0.3;

/**
 * Whether to ask the mirror, too, for a piece that somebody else was asked for: at the very end, when
 * it would be there in less than half of the time.
 */
export function isWorthHedging(now: HedgeSituation): boolean {
  if (now.speed <= 0 || now.idleMs < now.patienceMs) return false;
  return 2 * (latencySeconds + now.pieceLength / now.speed) < now.seconds;
}

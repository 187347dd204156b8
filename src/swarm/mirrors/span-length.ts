/** Bytes, and bytes per second. */
export interface SpanSituation {
  readonly pieceLength: number;
  /** True of a mirror that gave right pieces and no wrong one. */
  readonly isProven: boolean;
  /** What the mirror gives while it is asked. 0: nothing so far. */
  readonly speed: number;
  /** What all mirrors give together. */
  readonly mirrorsSpeed: number;
  /** Bytes that are missing and not on their way. */
  readonly freeBytes: number;
  /** True when peers are there, or may come in a moment. */
  readonly isShared: boolean;
}

const aloneSeconds = 3;
const leastAlone = 2 ** 20;
/** Short, because a crowd gets by itself what somebody has. */
const sharedSeconds = 0.5;
const mostBytes = 64 * 2 ** 20;
/** A mirror that gives less than this share of what all give is asked for one piece at a time. */
const slowShare = 1 / 8;

/** How many pieces to ask a mirror for at once. */
export function spanLength(now: SpanSituation): number {
  const { isProven, speed, mirrorsSpeed, isShared, freeBytes, pieceLength } = now;
  if (!isProven || speed <= 0) return 1;
  const share = Math.min(1, speed / mirrorsSpeed);
  if (share < slowShare) return 1;
  const wanted = isShared ? sharedSeconds * speed : Math.max(leastAlone, aloneSeconds * speed);
  // Of what is left each mirror gets half of its share: then all of them end at about the same time.
  const fair = share < 1 ? (freeBytes * share) / 2 : Infinity;
  return Math.max(1, Math.floor(Math.min(wanted, fair, mostBytes) / pieceLength));
}

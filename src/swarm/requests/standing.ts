/** What is known of a source's honesty. Mirrors and peers are held to the same. */
export interface Standing {
  /** Pieces that fitted and that it gave alone. */
  readonly right: number;
  /** Pieces that did not fit and that it alone, or demonstrably it, is to blame for. */
  readonly wrong: number;
}

export const unknownStanding: Standing = { right: 0, wrong: 0 };

/** A source that sends wrong bytes twice sends wrong bytes: nothing is asked of it any more. */
const wrongAllowed = 2;

export function isDropped(standing: Standing): boolean {
  return standing.wrong >= wrongAllowed;
}

/** True of a source that can be trusted with several pieces at a time, and with parts of pieces. */
export function isProven(standing: Standing): boolean {
  return standing.right > 0 && standing.wrong === 0;
}

export interface WasteSituation {
  /** Bytes of the file, and in its largest piece. */
  readonly length: number;
  readonly pieceBytes: number;
  /** Bytes that were of no use so far. */
  readonly wastedBytes: number;
  /** Bytes on their way from sources that have not given a right piece yet. */
  readonly onTrialBytes: number;
  /** Since one was turned away for the first time; 0 when none was. */
  readonly sinceRefusalMs: number;
}

const trialIntervalMs = 60_000;

/**
 * Whether another source of which nothing is known may be tried with a piece. Peers' ids are free to
 * change, so one that was dropped can come back as often as it likes: what all of them together can
 * waste is bounded. It is three times the file, and then a piece more each minute. Those who are tried
 * and give nothing use up no more than what they are asked for now, so they keep nobody out for long.
 */
export function mayTry(now: WasteSituation): boolean {
  const more = Math.floor(now.sinceRefusalMs / trialIntervalMs) * now.pieceBytes;
  return now.wastedBytes + now.onTrialBytes + now.pieceBytes <= 3 * now.length + more;
}

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
  /** Since an unproven source was last tried. */
  readonly sinceTrialMs: number;
}

const trialIntervalMs = 60_000;

/**
 * Whether another source of which nothing is known may be tried with a piece. Peers' ids are free to
 * change, so one that was dropped can come back as often as it likes: what all of them together can
 * waste is bounded. Once twice the file was wasted, one is tried each minute.
 */
export function mayTry(now: WasteSituation): boolean {
  if (now.wastedBytes < 2 * now.length) {
    return now.wastedBytes + now.onTrialBytes + now.pieceBytes <= 3 * now.length;
  }
  return now.onTrialBytes === 0 && now.sinceTrialMs >= trialIntervalMs;
}

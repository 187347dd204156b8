import type { ProblemCode } from '../../base/problem';
import { backOffMs } from '../back-off';

/** How a mirror has behaved so far. */
export interface MirrorHistory {
  /** Failures since the last good answer. */
  readonly failuresInARow: number;
  /** Answers that broke the rules (not a network's fault), in this visit. */
  readonly strikes: number;
}

/** The next range is asked for when so much of the present one is left: the line is never idle. */
const aheadSeconds = 0.5;
const rangesAtOnce = 2;

/**
 * Whether to ask a mirror for another range: when none is on its way, or almost all of the only one has
 * arrived. More at a time gain nothing, and a reload would lose a piece of each.
 *
 * @param remaining of each range on its way the bytes that have not arrived
 * @param speed bytes per second
 */
export function hasRoom(remaining: readonly number[], pieceLength: number, speed: number): boolean {
  const ahead = Math.max(pieceLength, aheadSeconds * speed);
  return remaining.length < rangesAtOnce && remaining.every((bytes) => bytes <= ahead);
}

export const newMirror: MirrorHistory = { failuresInARow: 0, strikes: 0 };

export type MirrorNext =
  | { readonly kind: 'wait'; readonly delayMs: number; readonly history: MirrorHistory }
  | { readonly kind: 'off'; readonly history: MirrorHistory };

const strikesAllowed: Partial<Record<ProblemCode, number>> = {
  // A server that sends wrong bytes twice sends wrong bytes. So with the others.
  'swarm/mirror-wrong-bytes': 2,
  'swarm/mirror-wrong-length': 2,
  'swarm/mirror-no-ranges': 2,
};
const patience = { firstMs: 1_000, longestMs: 60_000 };

/**
 * What to do with a mirror after a failure: try again after a delay that doubles each time, or,
 * when it broke the rules too often, not at all in this visit.
 *
 * @param code what went wrong; `undefined` when the engine hung up, which is not the mirror's fault
 * @param random a number in [0, 1)
 */
export function afterFailure(
  history: MirrorHistory,
  code: ProblemCode | undefined,
  random: number,
): MirrorNext {
  const allowed = code && strikesAllowed[code];
  const next: MirrorHistory = {
    failuresInARow: history.failuresInARow + 1,
    strikes: history.strikes + (allowed === undefined ? 0 : 1),
  };
  if (allowed !== undefined && next.strikes >= allowed) return { kind: 'off', history: next };
  const delayMs = backOffMs(history.failuresInARow, patience, random);
  return { kind: 'wait', delayMs, history: next };
}

/** The history of a mirror that just gave what was asked for. */
export function afterSuccess(history: MirrorHistory): MirrorHistory {
  return { ...history, failuresInARow: 0 };
}

import type { Limits } from '../../base/limits';

/** How one release is doing, and what the person and the device have to say about it. */
export interface Situation {
  /** True when every piece is here. */
  readonly complete: boolean;
  /** Bytes given to peers, in all visits. */
  readonly givenBytes: number;
  /** Bytes of the file; 0 when not known yet. */
  readonly size: number;
  readonly pausedByPerson: boolean;
  /** The browser asks pages to save data. */
  readonly saveData: boolean;
  readonly lowBattery: boolean;
  /** The person said to give in spite of data-saver and battery. */
  readonly overridden: boolean;
  /** False: there is nobody to give to anyway (mirrors only, or the bytes are withheld). */
  readonly withPeers: boolean;
}

/** Why less is done than could be. Each of them means that nothing is given; `paused`, nothing at all. */
export type RestraintNote = 'paused' | 'ratio-reached' | 'save-data' | 'low-battery';

export interface WhatToDo {
  readonly asking: boolean;
  readonly giving: boolean;
  readonly notes: readonly RestraintNote[];
}

/**
 * Whether to ask for pieces and whether to give them. A person who opened a link wants the file, so
 * data-saver and a low battery stop only what is done for others; and when everything is at rest
 * already, nothing more is said about it.
 */
export function whatToDo(limits: Pick<Limits, 'stopAtRatio'>, situation: Situation): WhatToDo {
  const asking = !situation.pausedByPerson;
  if (situation.pausedByPerson) return { asking, giving: false, notes: ['paused'] };
  if (!situation.withPeers) return { asking, giving: true, notes: [] };
  const notes: RestraintNote[] = [];
  if (isRatioReached(limits.stopAtRatio, situation)) notes.push('ratio-reached');
  if (situation.saveData && !situation.overridden) notes.push('save-data');
  if (situation.lowBattery && !situation.overridden) notes.push('low-battery');
  return { asking, giving: notes.length === 0, notes };
}

function isRatioReached(ratio: number | undefined, situation: Situation): boolean {
  const { complete, size, givenBytes } = situation;
  return ratio !== undefined && complete && size > 0 && givenBytes >= ratio * size;
}

import type { RestraintNote } from './what-to-do';

/** What holds a release back, for the page to show. */
export interface Restraint {
  /** The person paused it. */
  readonly paused: boolean;
  /** Not empty: nothing is given. */
  readonly notes: readonly RestraintNote[];
}

export const noRestraint: Restraint = { paused: false, notes: [] };

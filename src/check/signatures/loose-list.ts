import type { BackedList } from '../evidence';
import type { ListEntry } from '../list-entry';
import type { HeldList } from './held-list';

/** A list and what is behind it, before other lists are asked about it. */
export interface LooseList {
  readonly held: HeldList;
  readonly entries: readonly ListEntry[];
  readonly backed: BackedList;
  /** A signature of its own stands for it; no list needs to. */
  readonly isSigned: boolean;
}

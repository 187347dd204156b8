import type { Problem } from '../base/problem';
import type { Verdict } from '../check/verdict';
import type { RestraintNote } from '../swarm/limits/what-to-do';

/** What is going on with a release, or why nothing is. */
export type ShelfPhase =
  | 'starting'
  | 'receiving'
  /** Still in the swarm, and can't go on by itself. */
  | 'stuck'
  | 'checking'
  | 'giving'
  /** Complete and compared, and given to nobody. */
  | 'not-given'
  | 'paused'
  /** The person has not agreed to it, or left. */
  | 'left'
  /** It is about to be started, or another page is shown. */
  | 'waiting'
  | 'withheld'
  | 'evicted'
  | 'failed'
  /** The share link is not known: it can be removed, and nothing else. */
  | 'no-link';

/** One release that this browser holds or seeds. */
export interface ShelfItem {
  readonly infoHash: string;
  /** `held`: its pieces are stored here; `published`: it is a file of the person's own. */
  readonly kind: 'held' | 'published';
  /** The fragment of its page, without `#`. */
  readonly page: string | undefined;
  /** Hostile text. */
  readonly name: string | undefined;
  /** Bytes of the file. */
  readonly size: number | undefined;
  /** Bytes that are stored. */
  readonly heldBytes: number;
  /** Bytes given to peers, in all visits. */
  readonly givenBytes: number;
  /** `seeding`: at work in this tab, and others get what is here. */
  readonly state: 'seeding' | 'paused' | 'stopped';
  readonly phase: ShelfPhase;
  /** Bytes hashed so far; absent while nothing is. */
  readonly hashedBytes: number | undefined;
  /** Bytes saved so far; absent while nothing is. */
  readonly savedBytes: number | undefined;
  readonly peers: number;
  /** Bytes per second. */
  readonly uploadSpeed: number;
  /** That of this visit; absent until it is earned. */
  readonly verdict: Verdict | undefined;
  /** The gate is open in this tab. */
  readonly canSave: boolean;
  readonly saved: boolean;
  /** Why nothing is given though it could be. */
  readonly notes: readonly RestraintNote[];
  readonly problem: Problem | undefined;
}

/** Of what the browser lets this site store; bytes. */
export interface Room {
  readonly used: number;
  readonly left: number;
}

/** What became of the last removal. */
export interface Removal {
  readonly name: string | undefined;
  readonly infoHash: string;
  /** Bytes that were stored of it. */
  readonly bytes: number;
  /**
   * `freeing`: it is gone from here, and the browser is still at it. `later`: the browser takes its time;
   * it keeps the bytes of a Blob until it has noticed that nothing in the page holds it any more.
   */
  readonly outcome: 'removing' | 'freeing' | 'freed' | 'later';
}

export interface ShelfState {
  /** Absent until they have been looked up. */
  readonly items: readonly ShelfItem[] | undefined;
  /** Absent where the browser does not say. */
  readonly room: Room | undefined;
  readonly removal: Removal | undefined;
  /** Why the list can't be read, or the last thing asked for did not work. */
  readonly problem: Problem | undefined;
}

import type { Observable } from '../base/observable';
import type { Problem } from '../base/problem';
import type { Verdict } from '../check/verdict';
import type { Restraint } from '../swarm/limits/restraint';
import type { Transfer } from '../swarm/transfer';

/** What a job of this tab says of its release. The states of `receive/` are such, whichever the stage. */
export interface LiveState {
  readonly stage:
    | 'reading-link'
    | 'choosing'
    | 'receiving'
    | 'checking'
    | 'ready'
    | 'saving'
    | 'saved'
    | 'failed';
  readonly activity?: 'metadata' | 'pieces' | 'paused';
  readonly problem?: Problem | undefined;
  readonly transfer?: Transfer;
  readonly restraint?: Restraint;
  /** Bytes. */
  readonly hashedBytes?: number;
  /** Bytes. */
  readonly savedBytes?: number;
  readonly verdict?: Verdict;
  /** There when the gate is open. */
  readonly file?: object | undefined;
}

/** What the shelf needs of a job that receives a release, and gives it. */
export type ShelfJob = Observable<LiveState> & {
  pause(): void;
  resume(): void;
  /** Leaves the swarm; the person is asked again before it goes on. */
  stop(): void;
  /** Called within a click. */
  save(): void;
  /** Ends it for good. */
  end(): void;
};

/** What is seeded from a file of the person's own: a publisher's job. */
export type PublishedState =
  | { readonly stage: 'choosing' | 'hashing' }
  | {
      readonly stage: 'published';
      readonly published: {
        readonly infoHash: string;
        readonly name: string;
        readonly size: number;
      };
      readonly transfer: Transfer;
      readonly restraint: Restraint;
      readonly problem: Problem | undefined;
    };

export type ShelfPublishJob = Observable<PublishedState> & { pause(): void; resume(): void };

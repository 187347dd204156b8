import type { Problem } from '../base/problem';
import type { EvidenceState, MatchedEvidence } from '../check/evidence';
import type { Digests, OpenQuestion, Verdict } from '../check/verdict';
import type { Missing } from './find-missing';

/** How far one file is. */
export type FileStep =
  /** For its turn, or for what was brought to be read. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'hashing'; /** Bytes, of this pass. */ readonly doneBytes: number }
  | {
      readonly kind: 'judged';
      readonly verdict: Verdict;
      readonly digests: Digests;
      /** The open question of the evidence, now that the bytes are known. */
      readonly question: OpenQuestion | undefined;
    }
  /** By the person. */
  | { readonly kind: 'stopped' }
  /** It can't be read, or nothing could be computed of it. */
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What a person can ask for: to go on with a file that they stopped, to try again what failed. */
export type WayOn = 'go-on' | 'try-again' | undefined;

/** What the table says of a file (`data-result`). `not-in-list`: there is a list, and it does not name it. */
export type FileResult = Verdict['kind'] | 'not-in-list' | 'hashing' | 'waiting' | 'stopped';

/** A file from the disk that is to be checked. */
export interface FileToVerify {
  readonly id: string;
  /** Hostile text. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** What the evidence says of it. */
  readonly matched: MatchedEvidence;
  readonly step: FileStep;
  readonly result: FileResult;
  readonly wayOn: WayOn;
}

export interface VerifyState {
  readonly evidence: EvidenceState;
  /** In the order in which they were brought. */
  readonly files: readonly FileToVerify[];
  /** What the lists name and nobody brought. */
  readonly missing: Missing;
  /** Ids of documents that came as files to check, and were taken for evidence by their names. */
  readonly takenAsEvidence: readonly string[];
  /** Grows when the person starts over: nothing typed before stays. */
  readonly round: number;
}

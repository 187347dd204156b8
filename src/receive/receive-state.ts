import type { Problem } from '../base/problem';
import type { CheckedFile } from '../check/checked-file';
import type { EvidenceReport } from '../check/evidence';
import type { Digests, Verdict } from '../check/verdict';
import type { Release } from '../release/release';
import type { Restraint } from '../swarm/limits/restraint';
import type { ClosingAdvice } from '../swarm/diagnosis/closing-advice';
import type { Transfer } from '../swarm/transfer';

/** With whom the person agreed to exchange bytes. */
export type ReceiveMode = 'swarm' | 'mirrors-only';

/** What holds in every stage that has a release. */
interface WithRelease {
  readonly release: Release;
  /** What the person brought, and what it says of this release's file. */
  readonly evidence: EvidenceReport;
}

/** What holds once the person agreed to exchange bytes. */
export interface WithTransfer extends WithRelease {
  readonly mode: ReceiveMode;
  readonly transfer: Transfer;
  /** Whether the tab can be closed without anybody missing it. */
  readonly closing: ClosingAdvice;
  /** What holds it back: the person, a limit, the device. */
  readonly restraint: Restraint;
  /** Another tab of this browser fetches and gives it; this one shows how that stands. */
  readonly following: boolean;
}

/** What holds once all bytes are here and were compared. */
export interface Checked extends WithTransfer {
  readonly verdict: Verdict;
  /** Digests of the bytes that are here. */
  readonly digests: Digests;
  /** The way through the gate. Absent: Save is off. */
  readonly file: CheckedFile | undefined;
}

/** The line from a share link to a saved file; each stage has exactly the data that exists then. */
export type ReceiveState =
  | { readonly stage: 'reading-link' }
  | ({
      readonly stage: 'choosing';
      /** Why mirrors alone can't do, when they can't. */
      readonly mirrorsOnly: 'possible' | 'no-mirror';
    } & WithRelease)
  | ({
      readonly stage: 'receiving';
      /** `metadata`: looking for the piece hashes; `paused`: something must be done first. */
      readonly activity: 'metadata' | 'pieces' | 'paused';
      /** Why it is paused, or what was wrong without stopping it. */
      readonly problem: Problem | undefined;
    } & WithTransfer)
  | ({
      readonly stage: 'checking';
      /** Bytes hashed so far, of `release.size`; 0 also while what was brought is being read. */
      readonly hashedBytes: number;
    } & WithTransfer)
  | ({
      readonly stage: 'ready';
      /** Why the last attempt to save failed. */ readonly problem: Problem | undefined;
    } & Checked)
  | ({ readonly stage: 'saving'; readonly savedBytes: number } & Checked)
  | ({
      readonly stage: 'saved';
      /** `written`: in the chosen file, read back and equal; `download`: handed to the browser's downloads. */
      readonly how: 'written' | 'download';
    } & Checked)
  | {
      readonly stage: 'failed';
      readonly problem: Problem;
      readonly release: Release | undefined;
    };

export type ReceiveStage = ReceiveState['stage'];

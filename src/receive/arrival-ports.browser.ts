import type { DigestAlgorithm } from '../base/digest-algorithms';
import type { Problem } from '../base/problem';
import type { PieceRecords } from '../pieces/piece-records.browser';
import type { Engine } from '../swarm/engine.browser';
import type { DownloadGate } from '../swarm/limits/download-gate.browser';
import type { Switches } from '../swarm/limits/switches';

/** What every way for bytes to arrive needs. */
export interface ArrivalPorts {
  readonly pieces: PieceRecords;
  readonly engine: () => Promise<Engine>;
  /** Where mirrors' readers wait, so that they keep to the cap. */
  readonly downloadGate: DownloadGate;
  /** Puts what starts to work under control; returns the function that lets go of it. */
  readonly regulate: (switches: Switches) => () => void;
  /** Digests that the expectations need now. */
  readonly algorithms: () => readonly DigestAlgorithm[];
  /**
   * Storage refused a piece; it waits in memory until `retryWrites`. Whoever hears of it sees to it
   * that no more is asked for.
   */
  readonly onStorageFailed: (problem: Problem) => void;
  readonly signal: AbortSignal;
}

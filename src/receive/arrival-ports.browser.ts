import type { DigestAlgorithm } from '../base/digest-algorithms';
import type { Problem } from '../base/problem';
import type { PieceRecords } from '../pieces/piece-records.browser';
import type { Engine } from '../swarm/engine.browser';

/** What every way for bytes to arrive needs. */
export interface ArrivalPorts {
  readonly pieces: PieceRecords;
  readonly engine: () => Promise<Engine>;
  /** Digests that the expectations need now. */
  readonly algorithms: () => readonly DigestAlgorithm[];
  /** Storage refused a piece; it waits in memory until `retryWrites`. */
  readonly onStorageFailed: (problem: Problem) => void;
  readonly signal: AbortSignal;
}

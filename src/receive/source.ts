import type { Problem } from '../base/problem';
import type { Transfer } from '../swarm/transfer';

/** One way for a release's bytes to arrive, while it is being gone. */
export interface Source {
  /** `undefined` before anything is known. */
  readonly transfer: Transfer | undefined;
  readonly hashedBytes: number;
  /** True while it is not known what the pieces are. */
  readonly lacksMetadata: boolean;
  /** Why nothing is heard of anybody, when that is known. */
  readonly obstacle: Problem | undefined;
  /** Tries again to store what storage refused. */
  retryWrites(): void;
}

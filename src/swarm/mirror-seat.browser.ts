import type { Problem } from '../base/problem';
import type { MirrorEvents } from './mirror-connection.browser';
import { MirrorLedger } from './mirror-ledger';
import type { MirrorReport } from './transfer';

export interface MirrorSeatOptions {
  readonly url: string;
  /** Makes a connection; one that could not be made has closed. */
  readonly connect: (events: MirrorEvents) => void;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * One mirror's place in the swarm: connects, and when that ended, by the mirror's fault or the
 * engine's wish, waits and connects again.
 */
export class MirrorSeat {
  readonly #ledger: MirrorLedger;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: MirrorSeatOptions) {
    this.#ledger = new MirrorLedger(options.url, Math.random);
    options.signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
    this.#connect();
  }

  get report(): MirrorReport {
    return this.#ledger.report;
  }

  #connect(): void {
    this.options.connect({
      onBytes: (bytes) => {
        this.#ledger.received(bytes);
        this.options.onBytes(bytes);
      },
      onAnswer: () => this.#ledger.answered(),
      onClosed: (problem) => this.#wait(problem),
    });
  }

  #wait(problem: Problem | undefined): void {
    if (this.options.signal.aborted) return;
    const delayMs = this.#ledger.failed(problem);
    if (delayMs !== 'off') this.#timer = setTimeout(() => this.#connect(), delayMs);
  }
}

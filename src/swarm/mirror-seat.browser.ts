import type { Problem } from '../base/problem';
import type { TorrentMetadata } from '../release/torrent-metadata';
import type { MirrorConnection, MirrorEvents } from './mirror-connection.browser';
import { afterFailure, afterSuccess, newMirror, type MirrorHistory } from './mirror-policy';
import type { MirrorReport } from './transfer';

export interface MirrorSeatOptions {
  readonly url: string;
  readonly metadata: TorrentMetadata;
  readonly connect: (
    url: string,
    metadata: TorrentMetadata,
    events: MirrorEvents,
  ) => MirrorConnection;
  /** Hands a new connection to the engine. */
  readonly add: (connection: MirrorConnection) => void;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** One mirror's place in the swarm: connects, and after a failure waits and connects again. */
export class MirrorSeat {
  #history: MirrorHistory = newMirror;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #report: MirrorReport;

  constructor(private readonly options: MirrorSeatOptions) {
    this.#report = { url: options.url, state: 'trying', receivedBytes: 0, problem: undefined };
    options.signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
    this.#connect();
  }

  get report(): MirrorReport {
    return this.#report;
  }

  #connect(): void {
    const { url, metadata, connect, add, onBytes } = this.options;
    const connection = connect(url, metadata, {
      onBytes: (bytes) => {
        this.#report = { ...this.#report, receivedBytes: this.#report.receivedBytes + bytes };
        onBytes(bytes);
      },
      onAnswer: () => {
        this.#history = afterSuccess(this.#history);
        this.#report = { ...this.#report, state: 'working' };
      },
      onFailed: (problem) => this.#wait(problem),
    });
    add(connection);
  }

  #wait(problem: Problem): void {
    if (this.options.signal.aborted) return;
    const next = afterFailure(this.#history, problem.code, Math.random());
    this.#history = next.history;
    this.#report = {
      ...this.#report,
      state: next.kind === 'off' ? 'off' : 'waiting',
      problem,
    };
    if (next.kind === 'wait') this.#timer = setTimeout(() => this.#connect(), next.delayMs);
  }
}

import type { Problem } from '../../base/problem';
import { afterFailure, afterSuccess, newMirror, type MirrorHistory } from './mirror-policy';
import type { MirrorReport } from '../transfer';

/** What one mirror did so far, what people see of it, and what to do with it next. */
export class MirrorLedger {
  #history: MirrorHistory = newMirror;
  #report: MirrorReport;

  /** @param random gives numbers in [0, 1) */
  constructor(
    url: string,
    private readonly random: () => number,
  ) {
    this.#report = { url, state: 'trying', receivedBytes: 0, problem: undefined };
  }

  get report(): MirrorReport {
    return this.#report;
  }

  /** Bytes arrived, good or not. */
  received(bytes: number): void {
    this.#report = { ...this.#report, receivedBytes: this.#report.receivedBytes + bytes };
  }

  /** It gave what was asked for. A mirror that was given up stays so, whatever still arrives. */
  answered(): void {
    if (this.#report.state === 'off') return;
    this.#history = afterSuccess(this.#history);
    this.#report = { ...this.#report, state: 'working' };
  }

  /**
   * It failed or, without a problem, was hung up on.
   * @returns how long to leave it alone, in milliseconds, or that it is given up
   */
  failed(problem: Problem | undefined): number | 'off' {
    if (this.#report.state === 'off') return 'off';
    const next = afterFailure(this.#history, problem?.code, this.random());
    this.#history = next.history;
    this.#report = {
      ...this.#report,
      state: next.kind === 'off' ? 'off' : 'waiting',
      problem: problem ?? this.#report.problem,
    };
    return next.kind === 'off' ? 'off' : next.delayMs;
  }
}

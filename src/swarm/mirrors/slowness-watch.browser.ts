/** No byte for so long: the server hangs. */
const silenceMs = 15_000;
/** Slower than this on average (after a grace period): the server drips. Bytes per second. */
const slowestRate = 16 * 1024;
const graceMs = 20_000;

/**
 * Aborts when a server lets the page wait too long: at once, or all in all for what it gave. Only
 * waiting counts, not what the page does with what came. So a drip ends after seconds, however much
 * was asked for.
 */
export class SlownessWatch {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitingSinceMs = 0;
  #allowedMs = graceMs;
  /** Aborted by the watch, or together with `outer`. */
  readonly signal: AbortSignal;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    this.waiting();
  }

  /** From now on the server is waited for. */
  waiting(): void {
    this.#waitingSinceMs = performance.now();
    const patienceMs = Math.max(0, Math.min(silenceMs, this.#allowedMs));
    this.#timer = setTimeout(() => this.#controller.abort(), patienceMs);
  }

  /** So many bytes arrived. Nothing is waited for until `waiting`. */
  arrived(bytes: number): void {
    clearTimeout(this.#timer);
    this.#allowedMs -= performance.now() - this.#waitingSinceMs;
    this.#allowedMs += (1_000 * bytes) / slowestRate;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

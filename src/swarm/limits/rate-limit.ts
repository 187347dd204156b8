/** How long an idle time earns bytes that may then go at once. */
const burstMs = 1_000;

/**
 * A token bucket for bytes. Taking is always possible and may run into debt, so that a chunk of any
 * size passes however low the rate is or becomes; who comes next waits until the debt is paid. Kept
 * as the moment at which everything taken is paid for. Clocks are the caller's, in milliseconds.
 */
export class RateLimit {
  #rate: number | undefined;
  #paidAtMs = 0;

  /** Bytes per second; `undefined`: no limit. */
  get rate(): number | undefined {
    return this.#rate;
  }

  /** What is owed stays owed, in bytes. */
  setRate(rate: number | undefined, nowMs: number): void {
    const owedMs = Math.max(0, this.#paidAtMs - nowMs);
    const owedBytes = this.#rate === undefined ? 0 : (owedMs * this.#rate) / 1_000;
    this.#rate = rate;
    this.#paidAtMs = rate === undefined ? 0 : nowMs + (1_000 * owedBytes) / rate;
  }

  /** Milliseconds until the next bytes may be taken; 0: now. */
  waitMs(nowMs: number): number {
    return this.#rate === undefined ? 0 : Math.max(0, this.#paidAtMs - nowMs);
  }

  take(bytes: number, nowMs: number): void {
    if (this.#rate === undefined) return;
    const from = Math.max(this.#paidAtMs, nowMs - burstMs);
    this.#paidAtMs = from + (1_000 * bytes) / this.#rate;
  }
}

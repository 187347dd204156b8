import type { DownloadGate } from './download-gate.browser';
import { RateLimit } from './rate-limit';

interface Waiter {
  readonly bytes: number;
  readonly go: () => void;
}

const passed = Promise.resolve();

/** One queue for all bytes of one direction: first come, first served, at the rate allowed. */
export class RateGate implements DownloadGate {
  readonly #limit = new RateLimit();
  readonly #queue: Waiter[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Bytes per second; `undefined`: no limit. Holds at once, also for those who wait. */
  setRate(rate: number | undefined): void {
    this.#limit.setRate(rate, performance.now());
    this.#serve();
  }

  take(bytes: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    if (this.tryTake(bytes)) return passed;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#remove(waiter);
        reject(signal.reason as Error);
      };
      const go = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const waiter = this.whenPaid(bytes, go);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Takes the bytes when nobody has to wait. */
  tryTake(bytes: number): boolean {
    const nowMs = performance.now();
    if (this.#queue.length > 0 || this.#limit.waitMs(nowMs) > 0) return false;
    this.#limit.take(bytes, nowMs);
    return true;
  }

  /** Queues the bytes; `go` is called once, later. */
  whenPaid(bytes: number, go: () => void): Waiter {
    const waiter = { bytes, go };
    this.#queue.push(waiter);
    this.#timer ??= setTimeout(() => this.#serve(), this.#limit.waitMs(performance.now()));
    return waiter;
  }

  #remove(waiter: Waiter): void {
    const at = this.#queue.indexOf(waiter);
    if (at >= 0) this.#queue.splice(at, 1);
  }

  #serve(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const nowMs = performance.now();
    while (this.#queue.length > 0 && this.#limit.waitMs(nowMs) === 0) {
      const waiter = this.#queue.shift();
      if (!waiter) return;
      this.#limit.take(waiter.bytes, nowMs);
      waiter.go();
    }
    if (this.#queue.length === 0) return;
    this.#timer = setTimeout(() => this.#serve(), Math.ceil(this.#limit.waitMs(nowMs)));
  }
}

import { SpeedMeter } from '../speed-meter';

const youngMs = 1_000;
const leastMs = 100;

/**
 * Bytes per second while something was asked for: what a mirror can give is not less for having been
 * left alone. The clock is the caller's, in milliseconds.
 */
export class BusySpeed {
  readonly #meter = new SpeedMeter();
  #requests = 0;
  #busyMs = 0;
  #bytes = 0;
  #atMs = 0;
  #speed = 0;

  /** The last that was measured. 0: nothing came so far. */
  get speed(): number {
    return this.#speed;
  }

  begin(nowMs: number): void {
    this.#tick(nowMs);
    this.#requests++;
  }

  add(bytes: number, nowMs: number): void {
    this.#tick(nowMs);
    this.#bytes += bytes;
    this.#meter.add(bytes, this.#busyMs);
    // The meter takes a second to be right; how much to ask for has to be known sooner.
    this.#speed =
      this.#busyMs < youngMs
        ? (1_000 * this.#bytes) / Math.max(leastMs, this.#busyMs)
        : this.#meter.rate(this.#busyMs);
  }

  end(nowMs: number): void {
    this.#tick(nowMs);
    this.#requests--;
  }

  #tick(nowMs: number): void {
    if (this.#requests > 0) this.#busyMs += nowMs - this.#atMs;
    this.#atMs = nowMs;
  }
}

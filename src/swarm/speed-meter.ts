const windowMs = 5_000;
const bucketMs = 250;

/** Bytes per second over the last five seconds. The clock is the caller's, in milliseconds. */
export class SpeedMeter {
  readonly #buckets: { startMs: number; bytes: number }[] = [];
  #firstMs: number | undefined;

  add(bytes: number, nowMs: number): void {
    this.#firstMs ??= nowMs;
    const last = this.#buckets.at(-1);
    if (last && nowMs - last.startMs < bucketMs) last.bytes += bytes;
    else this.#buckets.push({ startMs: nowMs, bytes });
    this.#forgetBefore(nowMs - windowMs);
  }

  rate(nowMs: number): number {
    this.#forgetBefore(nowMs - windowMs);
    if (this.#firstMs === undefined) return 0;
    const bytes = this.#buckets.reduce((sum, bucket) => sum + bucket.bytes, 0);
    // A meter that has just started divides by its own age, but by no less than a second.
    const spanMs = Math.min(windowMs, Math.max(1_000, nowMs - this.#firstMs));
    return (1_000 * bytes) / spanMs;
  }

  #forgetBefore(ms: number): void {
    while ((this.#buckets[0]?.startMs ?? Infinity) < ms) this.#buckets.shift();
    // After a pause the meter starts anew, so that old silence doesn't dampen the new speed.
    if (this.#buckets.length === 0) this.#firstMs = undefined;
  }
}

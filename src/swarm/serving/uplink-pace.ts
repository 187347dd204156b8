/** Below this part of the most that left lately, the uplink is not full. */
const fullPart = 0.85;
/** What left at most is forgotten by half in this time. */
const halfLifeMs = 30_000;
const firstRestMs = 10_000;
const longestRestMs = 80_000;

/**
 * Whether peers may be held back without our upload running dry. Nothing says how fast a line is, so
 * it is tried: when less leaves while somebody is held back, nobody is for a while, and longer each time.
 */
export class UplinkPace {
  readonly #speeds = new Map<string, number>();
  #total = 0;
  #most = 0;
  #lastMs = 0;
  #restMs = firstRestMs;
  #restsUntilMs = -Infinity;
  #isHolding = false;

  /** A peer takes `speed` bytes per second. */
  takes(id: string, speed: number, nowMs: number): void {
    this.#total += speed - (this.#speeds.get(id) ?? 0);
    this.#speeds.set(id, speed);
    const faded = this.#most * 0.5 ** ((nowMs - this.#lastMs) / halfLifeMs);
    this.#most = Math.max(this.#total, faded);
    this.#lastMs = nowMs;
    if (!this.#isHolding || this.#total >= fullPart * this.#most) return;
    this.#isHolding = false;
    this.#restsUntilMs = nowMs + this.#restMs;
    this.#restMs = Math.min(longestRestMs, 2 * this.#restMs);
  }

  left(id: string): void {
    this.#total -= this.#speeds.get(id) ?? 0;
    this.#speeds.delete(id);
  }

  /** Asks to hold somebody back. @returns whether that may be done */
  hold(nowMs: number): boolean {
    this.#isHolding = nowMs >= this.#restsUntilMs;
    return this.#isHolding;
  }
}

/** Calls `ring` once after a while, and again when it is set again. Times are in milliseconds. */
export class Alarm {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ringsAtMs = Infinity;

  constructor(private readonly ring: () => void) {}

  get isSet(): boolean {
    return this.#timer !== undefined;
  }

  /** Rings after so long, and not when it was to ring before. */
  set(delayMs: number): void {
    this.clear();
    this.#ringsAtMs = performance.now() + delayMs;
    this.#timer = setTimeout(() => {
      this.clear();
      this.ring();
    }, delayMs);
  }

  /** Rings after so long, unless it rings by then anyway. */
  setAtLatest(delayMs: number): void {
    if (performance.now() + delayMs < this.#ringsAtMs) this.set(delayMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ringsAtMs = Infinity;
  }
}

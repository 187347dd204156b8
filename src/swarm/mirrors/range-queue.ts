/**
 * Which of `count` ranges are still to be fetched, in order. Remembers those that are here and those
 * that came back, so its size goes by what was fetched and not by what a link claims.
 */
export class RangeQueue {
  #next = 0;
  readonly #returned = new Set<number>();
  readonly #held: Set<number>;

  /** @param held indexes of ranges that are here; those outside of the file are passed over */
  constructor(
    private readonly count: number,
    held: readonly number[],
  ) {
    this.#held = new Set(held.filter((index) => index >= 0 && index < count));
  }

  /** Ranges that are here. */
  get held(): ReadonlySet<number> {
    return this.#held;
  }

  /** How many are not here, those on their way included. */
  get missing(): number {
    return this.count - this.#held.size;
  }

  /** The next range to ask for; `undefined` when every one is here or on its way. */
  take(): number | undefined {
    if (this.#returned.size > 0) {
      const returned = [...this.#returned].reduce((a, b) => Math.min(a, b));
      this.#returned.delete(returned);
      return returned;
    }
    while (this.#next < this.count) {
      const index = this.#next++;
      if (!this.#held.has(index)) return index;
    }
    return undefined;
  }

  /** The next ranges in a row, `most` at most. */
  takeRun(most: number): { readonly first: number; readonly count: number } | undefined {
    const first = this.take();
    if (first === undefined) return undefined;
    let count = 1;
    while (count < most && this.#takeThis(first + count)) count++;
    return { first, count };
  }

  #takeThis(index: number): boolean {
    if (this.#returned.delete(index)) return true;
    if (index !== this.#next || index >= this.count || this.#held.has(index)) return false;
    this.#next++;
    return true;
  }

  /** A range that was taken did not come. */
  giveBack(index: number): void {
    this.#returned.add(index);
  }

  /** A range that was taken is here. */
  store(index: number): void {
    this.#held.add(index);
  }

  /** A range that was here is gone. False when it was not here. */
  drop(index: number): boolean {
    if (!this.#held.delete(index)) return false;
    // Otherwise `take` has yet to come by.
    if (index < this.#next) this.#returned.add(index);
    return true;
  }
}

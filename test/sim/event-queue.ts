interface Event {
  readonly atMs: number;
  /** Of events at one time, the first one planned is the first one to happen. */
  readonly order: number;
  readonly run: () => void;
}

/** Time that passes only because something happens: a binary heap of events. */
export class EventQueue {
  readonly #heap: Event[] = [];
  #planned = 0;
  #nowMs = 0;

  get nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): void {
    const event = { atMs: this.#nowMs + delayMs, order: this.#planned++, run };
    this.#rise(event);
  }

  /** Lets the next event happen. @returns false when there is none */
  step(): boolean {
    const next = this.#heap[0];
    const last = this.#heap.pop();
    if (!next || !last) return false;
    if (next !== last) this.#sink(last);
    this.#nowMs = next.atMs;
    next.run();
    return true;
  }

  #rise(event: Event): void {
    let at = this.#heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.#heap[above];
      if (!parent || !isBefore(event, parent)) break;
      this.#heap[at] = parent;
      at = above;
    }
    this.#heap[at] = event;
  }

  #sink(event: Event): void {
    let at = 0;
    for (;;) {
      const first = this.#earlierChild(at);
      const child = this.#heap[first];
      if (!child || !isBefore(child, event)) break;
      this.#heap[at] = child;
      at = first;
    }
    this.#heap[at] = event;
  }

  #earlierChild(at: number): number {
    const left = this.#heap[2 * at + 1];
    const right = this.#heap[2 * at + 2];
    return left && right && isBefore(right, left) ? 2 * at + 2 : 2 * at + 1;
  }
}

function isBefore(a: Event, b: Event): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

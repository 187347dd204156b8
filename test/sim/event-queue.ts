interface Event {
  readonly atMs: number;
  /** Of events at one time, the first one planned is the first one to happen. */
  readonly order: number;
  readonly run: () => void;
  /** The one behind it in the row. */
  behind?: Event | undefined;
}

/**
 * Time that passes only because something happens. What has the usual delay happens in the order in which
 * it was planned, and waits in a row; a binary heap has the rest.
 */
export class EventQueue {
  readonly #heap: Event[] = [];
  #first: Event | undefined;
  #last: Event | undefined;
  #planned = 0;
  #nowMs = 0;

  /** @param usualDelayMs the delay of most events, say a message's time on its way */
  constructor(private readonly usualDelayMs?: number) {}

  get nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): void {
    const event: Event = { atMs: this.#nowMs + delayMs, order: this.#planned++, run };
    if (delayMs === this.usualDelayMs) this.#queue(event);
    else this.#rise(event);
  }

  /** Lets the next event happen. @returns false when there is none */
  step(): boolean {
    const top = this.#heap[0];
    const isTop = top && !(this.#first && isBefore(this.#first, top));
    const next = isTop ? this.#takeTop() : this.#takeFirst();
    if (!next) return false;
    this.#nowMs = next.atMs;
    next.run();
    return true;
  }

  #queue(event: Event): void {
    if (this.#first && this.#last) this.#last.behind = event;
    else this.#first = event;
    this.#last = event;
  }

  #takeFirst(): Event | undefined {
    const first = this.#first;
    this.#first = first?.behind;
    // Else what has happened would keep the memory of all that was behind it.
    if (first) first.behind = undefined;
    return first;
  }

  #takeTop(): Event | undefined {
    const top = this.#heap[0];
    const last = this.#heap.pop();
    if (last && last !== top) this.#sink(last);
    return top;
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

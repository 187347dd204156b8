/**
 * Remembers what `load` gave for the most recently used keys, up to about `budget` bytes.
 * Two readers of one key share one load; a failed load is forgotten.
 */
export class ByteCache {
  readonly #entries = new Map<number, { bytes: Promise<Uint8Array<ArrayBuffer>>; size: number }>();
  #size = 0;

  constructor(private readonly budget: number) {}

  get(key: number, load: () => Promise<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.#entries.get(key);
    if (known) {
      // A Map iterates in order of insertion: the first key is the least recently used one.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.bytes;
    }
    const entry = { bytes: load(), size: 0 };
    this.#entries.set(key, entry);
    entry.bytes.then(
      (bytes) => {
        if (this.#entries.get(key) !== entry) return;
        entry.size = bytes.length;
        this.#size += bytes.length;
        this.#shrink();
      },
      () => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      },
    );
    return entry.bytes;
  }

  forget(key: number): void {
    this.#size -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }

  #shrink(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#size <= this.budget) return;
      if (entry.size > 0) this.forget(key);
    }
  }
}

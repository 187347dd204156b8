type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Remembers what `load` gave for the most recently used keys. Never holds more than `budget` bytes,
 * those on their way included: a load waits until there is room for it. Two readers of one key share
 * one load; a failed load is forgotten.
 */
export class ByteCache {
  /** Loaded, the least recently used first: a Map iterates in order of insertion. */
  readonly #here = new Map<number, Bytes>();
  readonly #coming = new Map<number, { readonly bytes: Promise<Bytes> }>();
  /** Loads without room, the oldest first. */
  readonly #waiting = new Set<{ readonly size: number; readonly admit: () => void }>();
  #used = 0;

  constructor(private readonly budget: number) {}

  /** `size`: how many bytes `load` will give; it must fit into the budget. */
  get(key: number, size: number, load: () => Promise<Bytes>): Promise<Bytes> {
    const here = this.#here.get(key);
    if (here) {
      this.#here.delete(key);
      this.#here.set(key, here);
      return Promise.resolve(here);
    }
    const coming = this.#coming.get(key) ?? { bytes: this.#room(size).then(load) };
    if (!this.#coming.has(key)) {
      this.#coming.set(key, coming);
      coming.bytes.then(
        (bytes) => this.#settle(key, coming, size, bytes),
        () => this.#settle(key, coming, size),
      );
    }
    return coming.bytes;
  }

  /** Remembers bytes that are at hand anyway, when there is room for them. */
  put(key: number, bytes: Bytes): void {
    this.forget(key);
    if (!this.#makeRoom(bytes.length)) return;
    this.#here.set(key, bytes);
    this.#used += bytes.length;
  }

  /** The next reader loads anew. */
  forget(key: number): void {
    this.#coming.delete(key);
    this.#used -= this.#here.get(key)?.length ?? 0;
    this.#here.delete(key);
    this.#admit();
  }

  #settle(key: number, coming: object, size: number, bytes?: Bytes): void {
    this.#used -= size;
    if (this.#coming.get(key) === coming) {
      this.#coming.delete(key);
      if (bytes) {
        this.#here.set(key, bytes);
        this.#used += bytes.length;
      }
    }
    this.#admit();
  }

  /** Resolves when `size` bytes have their place. */
  #room(size: number): Promise<void> {
    return new Promise((admit) => {
      this.#waiting.add({ size, admit });
      this.#admit();
    });
  }

  #admit(): void {
    for (const load of this.#waiting) {
      if (!this.#makeRoom(load.size)) return;
      this.#waiting.delete(load);
      this.#used += load.size;
      load.admit();
    }
  }

  #makeRoom(size: number): boolean {
    for (const [key, bytes] of this.#here) {
      if (this.#used + size <= this.budget) return true;
      this.#here.delete(key);
      this.#used -= bytes.length;
    }
    return this.#used + size <= this.budget;
  }
}

/** Which of a torrent's pieces a peer has: what it announced in bitfields and `have` messages. */
export class PieceSet {
  readonly #bits: Uint8Array;
  #size = 0;

  constructor(private readonly count: number) {
    this.#bits = new Uint8Array(count);
  }

  get size(): number {
    return this.#size;
  }

  get isAll(): boolean {
    return this.#size === this.count;
  }

  has(index: number): boolean {
    return this.#bits[index] === 1;
  }

  /** @returns false when it was in there already, or is no piece of the torrent */
  add(index: number): boolean {
    if (this.#bits[index] !== 0) return false;
    this.#bits[index] = 1;
    this.#size++;
    return true;
  }

  /** @returns false when it was not in there */
  delete(index: number): boolean {
    if (this.#bits[index] !== 1) return false;
    this.#bits[index] = 0;
    this.#size--;
    return true;
  }
}

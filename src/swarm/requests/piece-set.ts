/** Which of a torrent's pieces a peer has: what it announced in bitfields and `have` messages. */
export class PieceSet {
  /** A bit for each piece: a page keeps such a set for every peer, and compares them all the time. */
  readonly #words: Int32Array;
  #size = 0;

  constructor(private readonly count: number) {
    this.#words = new Int32Array(Math.ceil(count / 32));
  }

  get size(): number {
    return this.#size;
  }

  get isAll(): boolean {
    return this.#size === this.count;
  }

  has(index: number): boolean {
    return (this.#word(index >> 5) & bitOf(index)) !== 0;
  }

  /** Pieces that are in there and not among `others`, in their order. */
  without(others: PieceSet): number[] {
    const indexes: number[] = [];
    for (let at = 0; at < this.#words.length; at++) {
      let bits = this.#word(at) & ~others.#word(at);
      while (bits !== 0) {
        indexes.push(32 * at + 31 - Math.clz32(bits & -bits));
        bits &= bits - 1;
      }
    }
    return indexes;
  }

  /** @returns false when it was in there already, or is no piece of the torrent */
  add(index: number): boolean {
    const isPiece = Number.isInteger(index) && index >= 0 && index < this.count;
    if (!isPiece || this.has(index)) return false;
    this.#words[index >> 5] = this.#word(index >> 5) | bitOf(index);
    this.#size++;
    return true;
  }

  /** @returns false when it was not in there */
  delete(index: number): boolean {
    if (!this.has(index)) return false;
    this.#words[index >> 5] = this.#word(index >> 5) & ~bitOf(index);
    this.#size--;
    return true;
  }

  #word(at: number): number {
    return this.#words[at] ?? 0;
  }
}

/** The bit of piece `index` in its word: shifts count modulo 32. */
function bitOf(index: number): number {
  return 1 << index;
}

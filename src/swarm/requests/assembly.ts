/** The bytes of pieces that arrive in blocks. */
export class Assembly {
  readonly #pieces = new Map<number, Uint8Array<ArrayBuffer>>();

  /** @param size bytes in piece `index` */
  write(index: number, size: number, offset: number, bytes: Uint8Array): void {
    const piece = this.#pieces.get(index) ?? new Uint8Array(size);
    this.#pieces.set(index, piece);
    piece.set(bytes, offset);
  }

  /** Hands piece `index` over. Throws when no block of it was written. */
  take(index: number): Uint8Array<ArrayBuffer> {
    const piece = this.#pieces.get(index);
    if (!piece) throw new RangeError(`no block of piece ${index} was written`);
    this.#pieces.delete(index);
    return piece;
  }

  /** A piece came from elsewhere. */
  forget(index: number): void {
    this.#pieces.delete(index);
  }
}

import { pieceSize } from '../../release/torrent-metadata';
import type { Span } from './choose-span';

export interface CutPiece {
  readonly index: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Cuts what arrives of a span of pieces into these. Keeps one piece at a time. */
export class PieceCutter {
  #index: number;
  #bytes = new Uint8Array(0);
  #filled = 0;

  /** @param file bytes of the file, and per piece */
  constructor(
    private readonly file: { readonly length: number; readonly pieceLength: number },
    { first }: Span,
  ) {
    this.#index = first;
  }

  /** Bytes that the present piece lacks; 1 after the last one, to see that nothing more comes. */
  get lacking(): number {
    if (this.#filled > 0) return this.#bytes.length - this.#filled;
    return Math.max(1, pieceSize(this.file, this.#index));
  }

  /** The next bytes, in order. @returns pieces that these complete */
  add(chunk: Uint8Array): CutPiece[] {
    const whole: CutPiece[] = [];
    for (let at = 0; at < chunk.length;) {
      if (this.#filled === 0) this.#bytes = new Uint8Array(pieceSize(this.file, this.#index));
      const part = chunk.subarray(at, at + this.#bytes.length - this.#filled);
      this.#bytes.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled < this.#bytes.length) continue;
      whole.push({ index: this.#index++, bytes: this.#bytes });
      this.#filled = 0;
    }
    return whole;
  }
}

/** Where a span of pieces is in the file, in bytes. */
export function bytesOfSpan(
  file: { readonly length: number; readonly pieceLength: number },
  { first, count }: Span,
): { readonly start: number; readonly length: number } {
  const start = first * file.pieceLength;
  return { start, length: Math.min(file.length, start + count * file.pieceLength) - start };
}

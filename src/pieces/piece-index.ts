import type { RecordPieces } from './record-layout';

/** Which record holds which piece of one release. */
export class PieceIndex {
  /** Two pages may have stored the same piece; then either record will do. */
  readonly #records = new Map<number, readonly RecordPieces[]>();

  constructor(records: Iterable<RecordPieces> = []) {
    for (const record of records) this.add(record);
  }

  /** How many pieces there are. */
  get size(): number {
    return this.#records.size;
  }

  /** Indices of all pieces, ascending. */
  get pieces(): number[] {
    return [...this.#records.keys()].sort((a, b) => a - b);
  }

  recordsOf(piece: number): readonly RecordPieces[] {
    return this.#records.get(piece) ?? [];
  }

  /** Every record that holds one of these pieces, once. */
  recordsOfAny(pieces: Iterable<number>): RecordPieces[] {
    return [...new Set([...pieces].flatMap((piece) => this.recordsOf(piece)))];
  }

  /** Does nothing when it is there already. */
  add(record: RecordPieces): void {
    if (this.recordsOf(record[0] ?? -1).some((other) => isSame(other, record))) return;
    for (const piece of record) this.#records.set(piece, [...this.recordsOf(piece), record]);
  }

  /** Does nothing when it is not there. */
  remove(record: RecordPieces): void {
    for (const piece of record) {
      const left = this.recordsOf(piece).filter((other) => !isSame(other, record));
      if (left.length > 0) this.#records.set(piece, left);
      else this.#records.delete(piece);
    }
  }
}

function isSame(a: RecordPieces, b: RecordPieces): boolean {
  return a.length === b.length && a.every((piece, at) => piece === b[at]);
}

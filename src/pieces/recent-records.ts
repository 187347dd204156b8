import type { RecordPieces } from './record-layout';

/**
 * Records read most recently, as the database gave them: to ask it for one takes as long as to read some
 * 16 KiB of it. What is in the page's memory is not kept: plain bytes, and records that are not there.
 */
export class RecentRecords {
  /** By the record's pieces; the least recently used first: a Map iterates in order of insertion. */
  readonly #records = new Map<string, Promise<unknown>>();

  /** @param most how many are kept */
  constructor(
    private readonly load: (pieces: RecordPieces) => Promise<unknown>,
    private readonly most: number,
  ) {}

  /** Two readers of one record share one load; a failed load is forgotten. */
  get(pieces: RecordPieces): Promise<unknown> {
    const name = pieces.join();
    const record = this.#records.get(name) ?? this.#load(name, pieces);
    this.#records.delete(name);
    this.#records.set(name, record);
    for (const oldest of this.#records.keys()) {
      if (this.#records.size <= this.most) break;
      this.#records.delete(oldest);
    }
    return record;
  }

  /** The next reader loads anew. */
  forget(pieces: RecordPieces): void {
    this.#records.delete(pieces.join());
  }

  forgetAll(): void {
    this.#records.clear();
  }

  #load(name: string, pieces: RecordPieces): Promise<unknown> {
    const record = this.load(pieces);
    const drop = (): void => {
      if (this.#records.get(name) === record) this.#records.delete(name);
    };
    record.then((value) => {
      if (value === undefined || value instanceof ArrayBuffer) drop();
    }, drop);
    return record;
  }
}

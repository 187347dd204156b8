import { createStore, del, keys, set } from 'idb-keyval';

/** What a database of pieces holds, past the code that is tested: other pages see and change just this. */
export class StoredRecords {
  readonly #use;

  constructor(database: string) {
    this.#use = createStore(database, 'pieces');
  }

  keys(): Promise<(string | number)[][]> {
    return keys(this.#use);
  }

  /** Of a release's records, the pieces that their keys name, in the order of the database. */
  async pieces(infoHash: string): Promise<number[][]> {
    const all = await this.keys();
    return all.flatMap(([release, ...pieces]) =>
      release === infoHash ? [pieces.map(Number)] : [],
    );
  }

  put(infoHash: string, pieces: readonly number[], value: unknown): Promise<void> {
    return set([infoHash, ...pieces], value, this.#use);
  }

  delete(infoHash: string, pieces: readonly number[]): Promise<void> {
    return del([infoHash, ...pieces], this.#use);
  }
}

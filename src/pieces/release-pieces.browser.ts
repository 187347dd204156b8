import { get, promisifyRequest, type UseStore } from 'idb-keyval';
import { Problem } from '../base/problem';
import { cutRecords, type Piece } from './cut-records';
import { PieceIndex } from './piece-index';
import type { PieceRecords } from './piece-records.browser';
import { RecentRecords } from './recent-records';
import type { RecordKind } from './record-kind.browser';
import { pieceOf, piecesOfKey, readRecord, type RecordPieces } from './record-layout';
import { type NewRecord, replaceRecords, type Replacement } from './replace-records.browser';
import { failingAs } from './storage-problems.browser';
import { isFull } from './write-persistently.browser';
import { WriteQueue } from './write-queue';

/** All releases' records are in one database, and written in one kind. */
export interface Database {
  readonly use: UseStore;
  readonly kind: () => Promise<RecordKind>;
}

/** Of the records read last; each stands for up to 1 MiB that is on the disk. */
const mostRecent = 256;

/** The pieces of one release, several in a record. There is one of these for a release in a page. */
export class ReleasePieces implements PieceRecords {
  readonly #queue = new WriteQueue({
    store: (pieces) => this.#store(pieces),
    areLast: (waiting) => this.#areLast(waiting),
    later: (callback, ms) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  });
  readonly #recent = new RecentRecords(
    (pieces) => get<unknown>(this.#key(pieces), this.database.use),
    mostRecent,
  );
  #index: PieceIndex | undefined;
  /** Ends when the last change in turn has ended; never rejects. */
  #turn: Promise<unknown> = Promise.resolve();
  /** How many pieces the file has, when that is known. */
  #expected = Infinity;
  #isLeaving = false;

  constructor(
    private readonly database: Database,
    private readonly infoHash: string,
  ) {}

  async keepsBlobs(): Promise<boolean> {
    return (await this.database.kind()) === 'blobs';
  }

  expect(count: number): void {
    this.#expected = count;
  }

  /** The page may not be there any more in a moment: what waits is written now. */
  leave(): void {
    this.#isLeaving = true;
    this.#queue.hurry();
    this.#isLeaving = false;
  }

  write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return failingAs('pieces/write-failed', () => this.#queue.write({ index, bytes }));
  }

  read(index: number): Promise<Blob | undefined> {
    return failingAs('pieces/read-failed', async () => {
      await this.#queue.settle(index);
      if (!this.#index) await this.#inTurn(() => this.#known());
      const found = await this.#find(index);
      if (found !== 'gone') return found;
      // Another page changed it.
      await this.#inTurn(() => this.#reload());
      const now = await this.#find(index);
      return now === 'gone' ? undefined : now;
    });
  }

  held(): Promise<number[]> {
    return failingAs('pieces/read-failed', async () => {
      await this.#queue.flush();
      // Another page may have put something else under the same key.
      this.#recent.forgetAll();
      return (await this.#inTurn(() => this.#reload())).pieces;
    });
  }

  drop(index: number): Promise<void> {
    return failingAs('pieces/write-failed', async () => {
      await this.#queue.settle(index);
      await this.#drop(index);
    });
  }

  clear(): Promise<void> {
    return failingAs('pieces/write-failed', async () => {
      await this.#queue.flush();
      await this.#inTurn(async () => {
        await this.database.use('readwrite', (store) => {
          store.delete(this.#all());
          return promisifyRequest(store.transaction);
        });
        this.#index = new PieceIndex();
        this.#recent.forgetAll();
      });
    });
  }

  /** `gone`: the index names it, and it is not there. */
  async #find(index: number): Promise<Blob | 'gone' | undefined> {
    let found: 'gone' | undefined;
    for (const pieces of this.#index?.recordsOf(index) ?? []) {
      const value = await this.#recent.get(pieces);
      const record = readRecord(value, pieces.length);
      if (record) return pieceOf(record, pieces.indexOf(index));
      if (value === undefined) found = 'gone';
    }
    return found;
  }

  /**
   * Blobs live outside the page's memory. When one finds no room, Firefox gives `null` for the reason, and
   * the right one for plain bytes; where those do find room, they are as good.
   */
  async #store(pieces: readonly Piece[]): Promise<void> {
    const { use, kind } = this.database;
    const gone = new Set(pieces.map(({ index }) => index));
    if (this.#isLeaving) {
      // Chromium stores no Blob that a page made when it was reloaded.
      await this.#replace(pieces.map(plainRecord), gone, true);
      return;
    }
    try {
      if ((await kind()) === 'blobs') {
        await this.#replace(cutRecords(pieces).map(blobRecord), gone, true);
        return;
      }
    } catch (error) {
      if (error instanceof Problem || isFull(use)) throw error;
    }
    await this.#replace(pieces.map(plainRecord), gone, false);
  }

  async #drop(index: number): Promise<void> {
    const gone = new Set([index]);
    try {
      await this.#replace([], gone, true);
    } catch (error) {
      if (error instanceof Problem || isFull(this.database.use)) throw error;
      // What can't be copied could not be read either.
      await this.#replace([], gone, false);
    }
  }

  /** Those who only add to what is there need not wait for each other. */
  async #replace(
    records: readonly NewRecord[],
    gone: ReadonlySet<number>,
    keepOthers: boolean,
  ): Promise<void> {
    const index = this.#index ?? (await this.#inTurn(() => this.#known()));
    const change = { infoHash: this.infoHash, records, gone, keepOthers };
    if (index.recordsOfAny(gone).length === 0) await this.#carryOut({ ...change, outdated: [] });
    else
      await this.#inTurn(async () => {
        const outdated = (await this.#known()).recordsOfAny(gone);
        await this.#carryOut({ ...change, outdated });
      });
  }

  async #carryOut(change: Replacement): Promise<void> {
    const left = await replaceRecords(this.database.use, change);
    const added = [...change.records.map(({ pieces }) => pieces), ...left];
    for (const pieces of [...change.outdated, ...added]) this.#recent.forget(pieces);
    for (const pieces of change.outdated) this.#index?.remove(pieces);
    for (const pieces of added) this.#index?.add(pieces);
  }

  async #known(): Promise<PieceIndex> {
    return this.#index ?? this.#reload();
  }

  async #reload(): Promise<PieceIndex> {
    const read = (store: IDBObjectStore) => promisifyRequest(store.getAllKeys(this.#all()));
    const keys = await this.database.use('readonly', read);
    const records = keys.map((key) => piecesOfKey(this.infoHash, key));
    return (this.#index = new PieceIndex(records.filter((pieces) => pieces !== undefined)));
  }

  #areLast(waiting: ReadonlySet<number>): boolean {
    const index = this.#index;
    if (!index) return false;
    const missing = [...waiting].filter((piece) => index.recordsOf(piece).length === 0);
    return index.size + missing.length >= this.#expected;
  }

  #key(pieces: RecordPieces): IDBValidKey {
    return [this.infoHash, ...pieces];
  }

  #all(): IDBKeyRange {
    return IDBKeyRange.bound([this.infoHash], [this.infoHash, []]);
  }

  /** One change after the other: each needs to know what the one before has left. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function blobRecord(pieces: readonly Piece[]): NewRecord {
  const bytes = new Blob(pieces.map((piece) => piece.bytes));
  const pieceLength = pieces[0]?.bytes.length ?? 0;
  return {
    pieces: pieces.map(({ index }) => index),
    value: pieces.length === 1 ? bytes : { pieceLength, bytes },
  };
}

function plainRecord({ index, bytes }: Piece): NewRecord {
  return { pieces: [index], value: bytes.slice().buffer };
}

import { createStore, del, get, promisifyRequest, type UseStore } from 'idb-keyval';
import { Problem, type ProblemCode } from '../base/problem';
import { keepsBlobs } from './keeps-blobs.browser';
import { isFull, isNamed, setPersistently } from './set-persistently.browser';

/** Where pieces of one file are read from. */
export interface PieceSource {
  /** Piece `index` as a Blob, or `undefined` when it is not held. Throws `pieces/read-failed`. */
  read(index: number): Promise<Blob | undefined>;
}

/** Pieces that are kept in this browser. */
export interface StoredPieces extends PieceSource {
  /**
   * Whether what `read` gives is the stored Blob itself, whose bytes are outside the page's memory. If
   * not, each Blob that it gives is a copy of a record, made for the reader, in memory.
   */
  keepsBlobs(): Promise<boolean>;
}

/**
 * The pieces of one release that this browser holds: one IndexedDB record a piece. Everything throws
 * `pieces/unavailable` when the browser does not open its database for this page.
 */
export interface PieceRecords extends StoredPieces {
  /** Resolves when the transaction is complete. Throws `pieces/full` or `pieces/write-failed`. */
  write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /**
   * Indices of the pieces held, ascending. What they hold is not vouched for. Throws
   * `pieces/read-failed`.
   */
  held(): Promise<number[]>;
  /** Throws `pieces/write-failed`. */
  drop(index: number): Promise<void>;
  /** Throws `pieces/write-failed`. */
  clear(): Promise<void>;
}

/** What a database's records hold: Blobs, or plain bytes where the session refuses Blobs. */
export type RecordKind = 'blobs' | 'bytes';

/** All releases' records are in one database, and written in one kind. */
interface Database {
  readonly use: UseStore;
  readonly kind: () => Promise<RecordKind>;
}

/**
 * Opens the database of pieces. Nothing happens until the first read or write. Records of either kind
 * are read, whatever kind is written: a session may be followed by one of the other sort. `kind` is
 * found out by trying unless it is given.
 */
export function openPieceDatabase(
  name = 'samesum-pieces',
  kind?: RecordKind,
): (infoHash: string) => PieceRecords {
  const use = reportingOpen(createStore(name, 'pieces'));
  const database = { use, kind: kind ? () => Promise.resolve(kind) : kindOf(use) };
  return (infoHash) => pieceRecords(database, infoHash);
}

/** Finds out once; again while it can't be told. Then Blobs are tried, and their failure is reported. */
function kindOf(use: UseStore): () => Promise<RecordKind> {
  let known: RecordKind | undefined;
  let asking: Promise<RecordKind> | undefined;
  const ask = async (): Promise<RecordKind> => {
    try {
      const keeps = await keepsBlobs(use);
      if (keeps !== undefined) known = keeps ? 'blobs' : 'bytes';
      return known ?? 'blobs';
    } finally {
      asking = undefined;
    }
  };
  return async () => known ?? (asking ??= ask());
}

/** What fails before there is a transaction is the opening of the database. */
function reportingOpen(database: UseStore): UseStore {
  return async (mode, work) => {
    let isOpen = false as boolean;
    try {
      return await database(mode, (store) => {
        isOpen = true;
        return work(store);
      });
    } catch (error) {
      if (isOpen || isNamed(error, 'QuotaExceededError')) throw error;
      throw new Problem('pieces/unavailable', describe(error), { cause: error });
    }
  };
}

function pieceRecords({ use, kind }: Database, infoHash: string): PieceRecords {
  const key = (index: number): [string, number] => [infoHash, index];
  const all = () => IDBKeyRange.bound([infoHash], [infoHash, []]);
  return {
    read: (index) =>
      failingAs('pieces/read-failed', async () => asBlob(await get<unknown>(key(index), use))),
    keepsBlobs: async () => (await kind()) === 'blobs',
    write: (index, bytes) =>
      failingAs('pieces/write-failed', async () =>
        writePiece(use, await kind(), key(index), bytes),
      ),
    held: () =>
      failingAs('pieces/read-failed', async () => {
        const keys = await use('readonly', (store) => promisifyRequest(store.getAllKeys(all())));
        return keys.flatMap((entry) =>
          Array.isArray(entry) && typeof entry[1] === 'number' ? [entry[1]] : [],
        );
      }),
    drop: (index) => failingAs('pieces/write-failed', () => del(key(index), use)),
    clear: () =>
      failingAs('pieces/write-failed', () =>
        use('readwrite', (store) => {
          store.delete(all());
          return promisifyRequest(store.transaction);
        }),
      ),
  };
}

/**
 * Blobs live outside the page's memory. When one finds no room, Firefox gives `null` for the reason, and
 * the right one for plain bytes; where those do find room, they are as good.
 */
async function writePiece(
  use: UseStore,
  kind: RecordKind,
  key: [string, number],
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  try {
    if (kind === 'blobs') {
      await setPersistently(key, new Blob([bytes]), use);
      return;
    }
  } catch (error) {
    if (error instanceof Problem || isFull(use)) throw error;
  }
  await setPersistently(key, bytes.slice().buffer, use);
}

/** Puts the code on what IndexedDB throws. */
async function failingAs<T>(code: ProblemCode, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (isNamed(error, 'QuotaExceededError'))
      throw new Problem('pieces/full', '', { cause: error });
    throw new Problem(code, describe(error), { cause: error });
  }
}

function asBlob(record: unknown): Blob | undefined {
  if (record instanceof Blob) return record;
  return record instanceof ArrayBuffer ? new Blob([record]) : undefined;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : '';
}

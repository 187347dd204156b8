import { createStore, del, get, promisifyRequest, set, type UseStore } from 'idb-keyval';
import { Problem, type ProblemCode } from '../base/problem';

/** Where pieces of one file are read from. */
export interface PieceSource {
  /** Piece `index` as a Blob, or `undefined` when it is not held. Throws `pieces/read-failed`. */
  read(index: number): Promise<Blob | undefined>;
}

/**
 * The pieces of one release that this browser holds: one IndexedDB record a piece. Everything throws
 * `pieces/unavailable` when the browser does not open its database for this page.
 */
export interface PieceRecords extends PieceSource {
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

/** Opens the database of pieces. Nothing happens until the first read or write. */
export function openPieceDatabase(name = 'samesum-pieces'): (infoHash: string) => PieceRecords {
  const database = reportingOpen(createStore(name, 'pieces'));
  return (infoHash) => pieceRecords(database, infoHash);
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

function pieceRecords(database: UseStore, infoHash: string): PieceRecords {
  const key = (index: number): [string, number] => [infoHash, index];
  const all = () => IDBKeyRange.bound([infoHash], [infoHash, []]);
  return {
    read: (index) =>
      failingAs('pieces/read-failed', async () => asBlob(await get<unknown>(key(index), database))),
    write: (index, bytes) => writePiece(database, key(index), bytes),
    held: () =>
      failingAs('pieces/read-failed', async () => {
        const keys = await database('readonly', (store) =>
          promisifyRequest(store.getAllKeys(all())),
        );
        return keys.flatMap((entry) =>
          Array.isArray(entry) && typeof entry[1] === 'number' ? [entry[1]] : [],
        );
      }),
    drop: (index) => failingAs('pieces/write-failed', () => del(key(index), database)),
    clear: () =>
      failingAs('pieces/write-failed', () =>
        database('readwrite', (store) => {
          store.delete(all());
          return promisifyRequest(store.transaction);
        }),
      ),
  };
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

/**
 * Blobs live outside the page's memory. Some sessions (WebKit's private and automation ones) refuse
 * them in IndexedDB, so a failed put is tried once more with the plain bytes.
 */
async function writePiece(
  database: UseStore,
  key: [string, number],
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await failingAs('pieces/write-failed', async () => {
    try {
      await setPersistently(key, new Blob([bytes]), database);
    } catch (error) {
      if (error instanceof Problem || fullBecause.has(database)) throw error;
      await setPersistently(key, bytes.slice().buffer, database);
    }
  });
}

/** Several pieces may be waiting to be written when one finds no room. */
const attempts = 5;

/** The last error that said that a database is full, until something was written to it again. */
const fullBecause = new WeakMap<UseStore, unknown>();

/**
 * After a transaction that exceeded the quota, Firefox makes the next one for deletions only, and a
 * put in it fails with an InvalidStateError, whether or not there is room by then. The one after that
 * is an ordinary one, unless another piece has found no room in the meantime. While nothing can be
 * written, the reason is the first one, whatever the later ones are called.
 */
async function setPersistently(
  key: [string, number],
  value: Blob | ArrayBuffer,
  database: UseStore,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await set(key, value, database);
      fullBecause.delete(database);
      return;
    } catch (error) {
      if (isNamed(error, 'QuotaExceededError')) fullBecause.set(database, error);
      if (attempt < attempts && isNamed(error, 'InvalidStateError')) continue;
      throw fullBecause.get(database) ?? error;
    }
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : '';
}

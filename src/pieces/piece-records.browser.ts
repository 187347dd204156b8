import { createStore, del, get, promisifyRequest, set, type UseStore } from 'idb-keyval';
import { Problem } from '../base/problem';

/** Where pieces of one file are read from. */
export interface PieceSource {
  /** Piece `index` as a Blob, or `undefined` when it is not held. */
  read(index: number): Promise<Blob | undefined>;
}

/** The pieces of one release that this browser holds: one IndexedDB record a piece. */
export interface PieceRecords extends PieceSource {
  /** Resolves when the transaction is complete. Throws `pieces/full` or `pieces/write-failed`. */
  write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Indices of the pieces held, ascending. What they hold is not vouched for. */
  held(): Promise<number[]>;
  drop(index: number): Promise<void>;
  clear(): Promise<void>;
}

/** Opens the database of pieces. Nothing happens until the first read or write. */
export function openPieceDatabase(name = 'samesum-pieces'): (infoHash: string) => PieceRecords {
  const database = createStore(name, 'pieces');
  return (infoHash) => pieceRecords(database, infoHash);
}

function pieceRecords(database: UseStore, infoHash: string): PieceRecords {
  const key = (index: number): [string, number] => [infoHash, index];
  const all = IDBKeyRange.bound([infoHash], [infoHash, []]);
  return {
    read: async (index) => asBlob(await get<unknown>(key(index), database)),
    write: (index, bytes) => writePiece(database, key(index), bytes),
    held: async () => {
      const keys = await database('readonly', (store) => promisifyRequest(store.getAllKeys(all)));
      return keys.flatMap((entry) =>
        Array.isArray(entry) && typeof entry[1] === 'number' ? [entry[1]] : [],
      );
    },
    drop: (index) => del(key(index), database),
    clear: () =>
      database('readwrite', (store) => {
        store.delete(all);
        return promisifyRequest(store.transaction);
      }),
  };
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
  try {
    await setPersistently(key, new Blob([bytes]), database);
  } catch (blobError) {
    if (isNamed(blobError, 'QuotaExceededError')) throw full(blobError);
    try {
      await set(key, bytes.slice().buffer, database);
    } catch (error) {
      if (isNamed(error, 'QuotaExceededError')) throw full(error);
      throw new Problem('pieces/write-failed', describe(error), { cause: error });
    }
  }
}

/** Several pieces may be waiting to be written when one finds no room. */
const attempts = 5;

/**
 * After a transaction that exceeded the quota, Firefox makes the next one for deletions only, and a
 * put in it fails with an InvalidStateError, whether or not there is room by then. The one after that
 * is an ordinary one.
 */
async function setPersistently(
  key: [string, number],
  blob: Blob,
  database: UseStore,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await set(key, blob, database);
      return;
    } catch (error) {
      if (attempt === attempts || !isNamed(error, 'InvalidStateError')) throw error;
    }
  }
}

function full(cause: unknown): Problem {
  return new Problem('pieces/full', '', { cause });
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : '';
}

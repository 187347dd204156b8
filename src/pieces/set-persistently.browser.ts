import { set, type UseStore } from 'idb-keyval';

/** Several pieces may be waiting to be written when one finds no room. */
const attempts = 5;

/** The last error that said that a database is full, until something was written to it again. */
const fullBecause = new WeakMap<UseStore, unknown>();

/**
 * Writes a record, in Firefox too. After a transaction that exceeded the quota, Firefox makes the next
 * one for deletions only, and a put in it fails with an InvalidStateError, whether or not there is room
 * by then. The one after that is an ordinary one, unless another piece has found no room in the
 * meantime. While nothing can be written, the reason is the first one, whatever the later ones are
 * called.
 */
export async function setPersistently(
  key: IDBValidKey,
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

/** Whether the last that is known of a database is that it has no room. */
export function isFull(database: UseStore): boolean {
  return fullBecause.has(database);
}

export function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

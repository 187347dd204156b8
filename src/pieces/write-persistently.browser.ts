import type { UseStore } from 'idb-keyval';

/** Several pieces may be waiting to be written when one finds no room. */
const attempts = 5;

/** The last error that said that a database is full, until something was written to it again. */
const fullBecause = new WeakMap<UseStore, unknown>();

/**
 * Does `work` in one transaction, in Firefox too; resolves when it is complete. `work` may wait for its
 * own requests and for nothing else, and is done again when it has to be.
 *
 * After a transaction that exceeded the quota, Firefox makes the next one for deletions only, and a put in
 * it fails with an InvalidStateError, whether or not there is room by then. The one after that is an
 * ordinary one, unless another piece has found no room in the meantime. While nothing can be written,
 * the reason is the first one, whatever the later ones are called.
 */
export async function writePersistently(
  database: UseStore,
  work: (store: IDBObjectStore) => void | Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await database('readwrite', (store) => inTransaction(store, work));
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

/** All of it, or none. */
async function inTransaction(
  store: IDBObjectStore,
  work: (store: IDBObjectStore) => void | Promise<void>,
): Promise<void> {
  const complete = completion(store.transaction);
  complete.catch(() => undefined);
  try {
    await work(store);
    // Or else the transaction of a page that is being left ends with the page.
    store.transaction.commit();
  } catch (error) {
    abort(store.transaction);
    // What ended the transaction says more than that it ended.
    if (isNamed(error, 'AbortError')) await complete;
    throw error;
  }
  await complete;
}

/** Rejects with the transaction's own error, which may be `null`. */
function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error as Error));
  });
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

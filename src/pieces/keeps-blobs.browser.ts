import { del, get, set, type UseStore } from 'idb-keyval';
import { Problem } from '../base/problem';
import { isNamed, writePersistently } from './write-persistently.browser';

/** No release's record: those have arrays for keys. */
const key = 'probe';
const byte = 83;
/** Where as many plain bytes find room, it was not for want of room that a Blob of one byte did not. */
const roomBytes = 256 * 1024;

/**
 * Whether a database gives back the Blobs that it is given. Some sessions refuse them and take plain
 * bytes: WebKit's private and automated ones, with an error that may be `null`. `undefined` when it
 * can't be told now: nothing can be written at all, or there is no room.
 *
 * @throws Problem `pieces/unavailable` when the database does not open
 */
export async function keepsBlobs(database: UseStore): Promise<boolean | undefined> {
  try {
    const keeps = await givesBack(database);
    if (!keeps) {
      await writePersistently(database, (store) => void store.put(new ArrayBuffer(roomBytes), key));
    }
    // What is left of it hurts nobody.
    await del(key, database).catch(() => undefined);
    return keeps;
  } catch (error) {
    if (error instanceof Problem) throw error;
    return undefined;
  }
}

async function givesBack(database: UseStore): Promise<boolean> {
  try {
    await set(key, new Blob([Uint8Array.of(byte)]), database);
    const blob = await get<unknown>(key, database);
    if (!(blob instanceof Blob) || blob.size !== 1) return false;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return bytes.length === 1 && bytes[0] === byte;
  } catch (error) {
    // Without room, Blobs or not makes no difference; Firefox says so with either error.
    const isFull = ['QuotaExceededError', 'InvalidStateError'].some((name) => isNamed(error, name));
    if (isFull || error instanceof Problem) throw error;
    return false;
  }
}

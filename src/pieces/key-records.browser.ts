import { createStore, del, entries, set } from 'idb-keyval';
import type { KeyRecords, StoredKey } from '../release/stored-key';

/** Bytes. A key with thousands of other people's signatures on it is shorter. */
const longestKey = 1024 * 1024;

/** Opens the database of remembered keys. Nothing happens until the first read or write. */
export function openKeyRecords(name = 'samesum-keys'): KeyRecords {
  const database = createStore(name, 'keys');
  return {
    all: async () => (await entries<IDBValidKey, unknown>(database)).flatMap(readEntry),
    set: (key) => set(key.fingerprint, key, database),
    remove: (fingerprint) => del(fingerprint, database),
  };
}

/** Whatever was stored is hostile input: what is no key in shape is passed over. */
function readEntry([at, stored]: [unknown, unknown]): StoredKey[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { fingerprint, scheme, bytes, since } = stored as Record<keyof StoredKey, unknown>;
  if (typeof fingerprint !== 'string' || fingerprint !== at) return [];
  if (!/^[0-9A-F]{16,64}$/.test(fingerprint)) return [];
  if (scheme !== 'openpgp' && scheme !== 'minisign') return [];
  if (!(bytes instanceof Uint8Array) || bytes.length === 0 || bytes.length > longestKey) return [];
  if (typeof since !== 'number' || !Number.isSafeInteger(since) || since < 0) return [];
  return [{ fingerprint, scheme, bytes: new Uint8Array(bytes), since }];
}

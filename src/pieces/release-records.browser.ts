import { createStore, del, entries, get, promisifyRequest } from 'idb-keyval';
import {
  blankRecord,
  readReleaseRecord,
  type ReleaseChange,
  type ReleaseRecord,
} from './release-record';

/** What this browser remembers of releases. Everything throws what IndexedDB does. */
export interface ReleaseRecords {
  get(infoHash: string): Promise<ReleaseRecord | undefined>;
  all(): Promise<ReleaseRecord[]>;
  /** Makes the record when there is none. */
  change(infoHash: string, change: ReleaseChange): Promise<void>;
  /** Does nothing when there is none: what was removed, perhaps by another tab, stays removed. */
  changeKnown(infoHash: string, change: ReleaseChange): Promise<void>;
  delete(infoHash: string): Promise<void>;
}

/** Opens the database of releases. Nothing happens until the first read or write. */
export function openReleaseRecords(name = 'samesum-releases'): ReleaseRecords {
  const database = createStore(name, 'releases');
  // In one transaction: two tabs may be changing the record of one release.
  const change = (infoHash: string, changed: ReleaseChange, known: boolean): Promise<void> =>
    database('readwrite', (store) => {
      const reading = store.get(infoHash);
      reading.addEventListener('success', () => {
        const before = readReleaseRecord(reading.result, infoHash);
        if (before === undefined && known) return;
        store.put({ ...(before ?? blankRecord(infoHash)), ...changed }, infoHash);
      });
      return promisifyRequest(store.transaction);
    });
  return {
    get: async (infoHash) => readReleaseRecord(await get<unknown>(infoHash, database), infoHash),
    all: async () => (await entries<IDBValidKey, unknown>(database)).flatMap(readEntry),
    change: (infoHash, changed) => change(infoHash, changed, false),
    changeKnown: (infoHash, changed) => change(infoHash, changed, true),
    delete: (infoHash) => del(infoHash, database),
  };
}

function readEntry([key, stored]: [IDBValidKey, unknown]): ReleaseRecord[] {
  if (typeof key !== 'string' || !/^[0-9a-f]{40}$/.test(key)) return [];
  const record = readReleaseRecord(stored, key);
  return record === undefined ? [] : [record];
}

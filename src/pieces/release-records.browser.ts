import { createStore, del, get, promisifyRequest, set } from 'idb-keyval';

/** What this browser remembers of a release beside its pieces. Read back, it is hostile input. */
export interface ReleaseRecord {
  readonly infoHash: string;
  /** The info dictionary, once it was found. */
  readonly info: Uint8Array<ArrayBuffer> | undefined;
  /** With whom the person agreed to exchange bytes; absent when they have not, or left. */
  readonly mode: 'swarm' | 'mirrors-only' | undefined;
  /** What the person pasted into the paste box. */
  readonly pasted: string;
}

export interface ReleaseRecords {
  get(infoHash: string): Promise<ReleaseRecord | undefined>;
  set(record: ReleaseRecord): Promise<void>;
  delete(infoHash: string): Promise<void>;
  /** Info hashes of all releases remembered. */
  all(): Promise<string[]>;
}

/** Opens the database of releases. Nothing happens until the first read or write. */
export function openReleaseRecords(name = 'samesum-releases'): ReleaseRecords {
  const database = createStore(name, 'releases');
  return {
    get: async (infoHash) => readRecord(await get<unknown>(infoHash, database), infoHash),
    set: (record) => set(record.infoHash, record, database),
    delete: (infoHash) => del(infoHash, database),
    all: async () => {
      const keys = await database('readonly', (store) => promisifyRequest(store.getAllKeys()));
      return keys.filter((key) => typeof key === 'string');
    },
  };
}

function readRecord(stored: unknown, infoHash: string): ReleaseRecord | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { info, mode, pasted } = stored as Record<keyof ReleaseRecord, unknown>;
  return {
    infoHash,
    info: info instanceof Uint8Array ? new Uint8Array(info) : undefined,
    mode: mode === 'swarm' || mode === 'mirrors-only' ? mode : undefined,
    pasted: typeof pasted === 'string' ? pasted : '',
  };
}

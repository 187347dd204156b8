import { createStore, get, set } from 'idb-keyval';

/** What this browser remembers of a release beside its pieces. Read back, it is hostile input. */
export interface ReleaseRecord {
  readonly infoHash: string;
  /** The info dictionary, once it was found. */
  readonly info: Uint8Array<ArrayBuffer> | undefined;
  /** What the person agreed to; absent when they have not, or left. */
  readonly agreed: Agreement | undefined;
  /** The bytes turned out not to be what was expected: they are not to be given to anyone. */
  readonly withheld: boolean;
  /** What the person pasted into the paste box. */
  readonly pasted: string;
}

/** With whom the person agreed to exchange bytes. */
export interface Agreement {
  readonly mode: 'swarm' | 'mirrors-only';
  /** The addresses that the link named: trackers, mirrors and .torrent files. */
  readonly addresses: readonly string[];
}

export interface ReleaseRecords {
  get(infoHash: string): Promise<ReleaseRecord | undefined>;
  set(record: ReleaseRecord): Promise<void>;
}

/** Opens the database of releases. Nothing happens until the first read or write. */
export function openReleaseRecords(name = 'samesum-releases'): ReleaseRecords {
  const database = createStore(name, 'releases');
  return {
    get: async (infoHash) => readRecord(await get<unknown>(infoHash, database), infoHash),
    set: (record) => set(record.infoHash, record, database),
  };
}

function readRecord(stored: unknown, infoHash: string): ReleaseRecord | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { info, agreed, withheld, pasted } = stored as Record<keyof ReleaseRecord, unknown>;
  return {
    infoHash,
    info: info instanceof Uint8Array ? new Uint8Array(info) : undefined,
    agreed: readAgreement(agreed),
    withheld: withheld === true,
    pasted: typeof pasted === 'string' ? pasted : '',
  };
}

function readAgreement(stored: unknown): Agreement | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { mode, addresses } = stored as Record<keyof Agreement, unknown>;
  if (mode !== 'swarm' && mode !== 'mirrors-only') return undefined;
  if (!Array.isArray(addresses)) return undefined;
  return { mode, addresses: addresses.filter((address) => typeof address === 'string') };
}

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
  /** Files that the person dropped or chose beside it: lists, signatures, keys. */
  readonly brought: readonly BroughtFile[];
}

/** A file, as a person brought it. */
export interface BroughtFile {
  /** Hostile text. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** What is in it; absent when that is not kept, or could not be read. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

/** Bytes of all brought files together whose contents are remembered. */
export const maxBroughtBytes = 2 * 1024 * 1024;
/** Characters. No file system takes longer names. */
const longestName = 1024;

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
  const { info, agreed, withheld, pasted, brought } = stored as Record<
    keyof ReleaseRecord,
    unknown
  >;
  return {
    infoHash,
    info: info instanceof Uint8Array ? new Uint8Array(info) : undefined,
    agreed: readAgreement(agreed),
    withheld: withheld === true,
    pasted: typeof pasted === 'string' ? pasted : '',
    brought: Array.isArray(brought) ? withinLimit(brought.flatMap(readBrought)) : [],
  };
}

function readAgreement(stored: unknown): Agreement | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { mode, addresses } = stored as Record<keyof Agreement, unknown>;
  if (mode !== 'swarm' && mode !== 'mirrors-only') return undefined;
  if (!Array.isArray(addresses)) return undefined;
  return { mode, addresses: addresses.filter((address) => typeof address === 'string') };
}

/** A file without its contents leaves a question open, so that is what every doubt comes to. */
function readBrought(stored: unknown): BroughtFile[] {
  if (typeof stored !== 'object' || stored === null) return [];
  const { name: given, size, bytes } = stored as Record<keyof BroughtFile, unknown>;
  if (typeof given !== 'string') return [];
  const name = given.slice(0, longestName);
  if (bytes instanceof Uint8Array)
    return [{ name, size: bytes.length, bytes: new Uint8Array(bytes) }];
  const isSize = typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
  return [{ name, size: isSize ? size : 0, bytes: undefined }];
}

/**
 * What is remembered of these files: the name of every one, and the contents of all or of none. A
 * signature without its list says something else than with it.
 */
export function withinLimit(files: readonly BroughtFile[]): readonly BroughtFile[] {
  const total = files.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
  return total <= maxBroughtBytes ? files : files.map((file) => ({ ...file, bytes: undefined }));
}

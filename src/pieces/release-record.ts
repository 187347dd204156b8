/** What this browser remembers of a release beside its pieces. Read back, it is hostile input. */
export interface ReleaseRecord {
  readonly infoHash: string;
  /**
   * The share link that the person agreed to, as a magnet URI that `link/` wrote; to be parsed like any
   * other link. Earlier versions kept none.
   */
  readonly link: string | undefined;
  /** When the person agreed to it, in ms since 1970. */
  readonly since: number | undefined;
  /** Pieces of it were stored once: a hint, which says nothing of what is stored now. */
  readonly hadPieces: boolean;
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

/** What is changed of a record; the rest stays as it is. */
export type ReleaseChange = Partial<Omit<ReleaseRecord, 'infoHash'>>;

/** A file, as a person brought it. */
export interface BroughtFile {
  /** Hostile text. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** What is in it; absent when that is not kept, or could not be read. */
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
}

/** With whom the person agreed to exchange bytes. */
export interface Agreement {
  readonly mode: 'swarm' | 'mirrors-only';
  /** The addresses that the link named: trackers, mirrors and .torrent files. */
  readonly addresses: readonly string[];
}

/** Bytes of all brought files together whose contents are remembered. */
export const maxBroughtBytes = 2 * 1024 * 1024;
/** Characters. No file system takes longer names. */
const longestName = 1024;
/** Characters; more than any link that `link/` takes. */
const longestLink = 200_000;

/** What is known of a release of which nothing is remembered. */
export function blankRecord(infoHash: string): ReleaseRecord {
  return {
    infoHash,
    link: undefined,
    since: undefined,
    hadPieces: false,
    info: undefined,
    agreed: undefined,
    withheld: false,
    pasted: '',
    brought: [],
  };
}

/** Takes what is as it should be of a record; `undefined` when it is none at all. */
export function readReleaseRecord(stored: unknown, infoHash: string): ReleaseRecord | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { link, since, hadPieces, info, agreed, withheld, pasted, brought } = stored as Record<
    keyof ReleaseRecord,
    unknown
  >;
  return {
    infoHash,
    link: typeof link === 'string' && link.length <= longestLink ? link : undefined,
    since: isWhole(since) ? since : undefined,
    hadPieces: hadPieces === true,
    info: info instanceof Uint8Array ? new Uint8Array(info) : undefined,
    agreed: readAgreement(agreed),
    withheld: withheld === true,
    pasted: typeof pasted === 'string' ? pasted : '',
    brought: Array.isArray(brought) ? withinLimit(brought.flatMap(readBrought)) : [],
  };
}

/**
 * What is remembered of these files: the name of every one, and the contents of all or of none. A
 * signature without its list says something else than with it.
 */
export function withinLimit(files: readonly BroughtFile[]): readonly BroughtFile[] {
  const total = files.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
  return total <= maxBroughtBytes ? files : files.map((file) => ({ ...file, bytes: undefined }));
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
  return [{ name, size: isWhole(size) ? size : 0, bytes: undefined }];
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * The indices of the pieces in one record, ascending. Its key in the database is the info hash followed
 * by them.
 */
export type RecordPieces = readonly number[];

/** What is stored under such a key: the bytes of a single piece, or of several in a row. */
export type RecordValue = Blob | ArrayBuffer | SeveralPieces;

/**
 * Several pieces of a file, in the order of their indices. All of them have `pieceLength` bytes, except
 * that the last one may be shorter: the file's last piece has the highest index.
 */
export interface SeveralPieces {
  readonly pieceLength: number;
  readonly bytes: Blob;
}

/** A record that was read: piece `at` begins at byte `at` × `pieceLength`. */
export type StoredRecord = SeveralPieces;

/**
 * Bytes in a record, at most, unless one piece has more. Each record costs some milliseconds, whatever is
 * in it; beyond this size there is little left to gain, and more is lost with a record that can't be read.
 */
export const mostRecordBytes = 2 ** 20;
/** So that keys stay short; the shortest pieces of a torrent, 16 KiB, fill a record with as many. */
export const mostRecordPieces = 64;

/** The pieces that a key names; `undefined` when it is no key of a record of this release. */
export function piecesOfKey(infoHash: string, key: unknown): RecordPieces | undefined {
  if (!Array.isArray(key) || key[0] !== infoHash) return undefined;
  const pieces: unknown[] = key.slice(1);
  if (pieces.length === 0 || pieces.length > mostRecordPieces) return undefined;
  return pieces.every(isIndex) && isAscending(pieces) ? pieces : undefined;
}

/**
 * A record of `count` pieces as it was stored; `undefined` when it makes no sense. A record of plain
 * bytes is copied.
 */
export function readRecord(value: unknown, count: number): StoredRecord | undefined {
  if (count === 1) {
    const bytes = value instanceof ArrayBuffer ? new Blob([new Uint8Array(value)]) : value;
    return bytes instanceof Blob ? { pieceLength: bytes.size, bytes } : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { pieceLength, bytes } = value as Record<keyof SeveralPieces, unknown>;
  if (!(bytes instanceof Blob) || !isIndex(pieceLength)) return undefined;
  const fits = bytes.size > (count - 1) * pieceLength && bytes.size <= count * pieceLength;
  return fits ? { pieceLength, bytes } : undefined;
}

/** Piece `at` of a record, counted from 0; no copy. */
export function pieceOf({ pieceLength, bytes }: StoredRecord, at: number): Blob {
  // A slice costs as much as a new Blob: Chromium asks another process for each.
  if (bytes.size === pieceLength && at === 0) return bytes;
  return bytes.slice(at * pieceLength, Math.min((at + 1) * pieceLength, bytes.size));
}

/** The record without some of its pieces, as it is to be stored; `undefined` when none is left. */
export function withoutPieces(
  record: StoredRecord,
  pieces: RecordPieces,
  gone: ReadonlySet<number>,
): { readonly pieces: RecordPieces; readonly value: RecordValue } | undefined {
  const left = pieces.flatMap((index, at) => (gone.has(index) ? [] : [{ index, at }]));
  if (left.length === 0) return undefined;
  // With a part more: of a slice alone, Firefox 153 stores as many bytes from the beginning of the file
  // that it is a slice of.
  const bytes = new Blob([...left.map(({ at }) => pieceOf(record, at)), new Uint8Array(0)]);
  return {
    pieces: left.map(({ index }) => index),
    value: left.length === 1 ? bytes : { pieceLength: record.pieceLength, bytes },
  };
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isAscending(values: readonly number[]): boolean {
  return values.every((value, at) => at === 0 || value > (values[at - 1] ?? Infinity));
}

import { createStore } from 'idb-keyval';
import { recordKind, type RecordKind } from './record-kind.browser';
import { type Database, ReleasePieces } from './release-pieces.browser';
import { reportingOpen } from './storage-problems.browser';

/** Where pieces of one file are read from. */
export interface PieceSource {
  /** Piece `index` as a Blob, or `undefined` when it is not held. Throws `pieces/read-failed`. */
  read(index: number): Promise<Blob | undefined>;
}

/** Pieces that are kept in this browser. */
export interface StoredPieces extends PieceSource {
  /**
   * Whether what `read` gives is the stored Blob itself, whose bytes are outside the page's memory. If
   * not, each Blob that it gives is a copy of a record, made for the reader, in memory.
   */
  keepsBlobs(): Promise<boolean>;
}

/**
 * The pieces of one release that this browser holds. Everything throws `pieces/unavailable` when the
 * browser does not open its database for this page.
 */
export interface PieceRecords extends StoredPieces {
  /**
   * Resolves when the piece's transaction is complete; small pieces may wait a moment for others, to be
   * written with them. Throws `pieces/full` or `pieces/write-failed`. The bytes must not be changed any
   * more.
   */
  write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** How many pieces the file has: those that complete it don't wait for others. */
  expect(count: number): void;
  /**
   * Indices of the pieces held, ascending. What they hold is not vouched for. Throws
   * `pieces/read-failed`.
   */
  held(): Promise<number[]>;
  /** Throws `pieces/write-failed`. */
  drop(index: number): Promise<void>;
  /** Throws `pieces/write-failed`. */
  clear(): Promise<void>;
}

export type { RecordKind };

/**
 * Opens the database of pieces. Nothing happens until the first read or write. Records of either kind
 * are read, whatever kind is written: a session may be followed by one of the other sort. `kind` is
 * found out by trying unless it is given.
 */
export function openPieceDatabase(
  name = 'samesum-pieces',
  kind?: RecordKind,
): (infoHash: string) => PieceRecords {
  const use = reportingOpen(createStore(name, 'pieces'));
  const database: Database = { use, kind: kind ? () => Promise.resolve(kind) : recordKind(use) };
  // One for each release, as long as somebody has it: what it knows of its records must be all there is.
  const releases = new Map<string, WeakRef<ReleasePieces>>();
  addEventListener('pagehide', () => {
    for (const release of releases.values()) release.deref()?.leave();
  });
  return (infoHash) => {
    const release = releases.get(infoHash)?.deref() ?? new ReleasePieces(database, infoHash);
    releases.set(infoHash, new WeakRef(release));
    return release;
  };
}

import { mostRecordBytes, mostRecordPieces } from './record-layout';

/** A piece that is to be stored. */
export interface Piece {
  readonly index: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Puts pieces together that one record can hold (see `record-layout.ts`). Their indices differ, in any
 * order; within a record they ascend.
 */
export function cutRecords(pieces: Iterable<Piece>): Piece[][] {
  const records: Piece[][] = [];
  let last: Piece[] = [];
  for (const piece of [...pieces].sort((a, b) => a.index - b.index)) {
    if (last.length > 0 && hasPlace(last, piece)) last.push(piece);
    else records.push((last = [piece]));
  }
  return records;
}

function hasPlace(record: readonly Piece[], { bytes }: Piece): boolean {
  const pieceLength = record[0]?.bytes.length ?? 0;
  return (
    record.length < mostRecordPieces &&
    (record.length + 1) * pieceLength <= mostRecordBytes &&
    // Only the last one may be shorter, and an empty one would not be seen.
    record.at(-1)?.bytes.length === pieceLength &&
    bytes.length <= pieceLength &&
    bytes.length > 0
  );
}

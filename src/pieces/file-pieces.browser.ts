import type { PieceSource } from './piece-records.browser';

/** The pieces of a file on the publisher's own disk: slices, no copy in memory or storage. */
export function filePieces(file: Blob, pieceLength: number): PieceSource {
  return {
    read: (index) =>
      Promise.resolve(
        file.slice(index * pieceLength, Math.min((index + 1) * pieceLength, file.size)),
      ),
  };
}

/** Bytes: 64 KiB. */
const smallest = 64 * 1024;
/** Bytes: 4 MiB. A piece that fails its hash is lost whole, and one in progress lives in memory. */
const largest = 4 * 1024 * 1024;
/** Bookkeeping in the swarm engine grows with the number of pieces. */
const mostPieces = 1500;

/**
 * Bytes per piece for a file of `length` bytes: the smallest power of two from 64 KiB to 4 MiB that
 * makes at most 1,500 pieces (so 750 to 1,500 of them from 96 MB on); 4 MiB beyond 6 GB.
 */
export function choosePieceLength(length: number): number {
  let pieceLength = smallest;
  while (pieceLength < largest && length > pieceLength * mostPieces) pieceLength *= 2;
  return pieceLength;
}

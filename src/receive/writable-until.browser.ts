import type { PieceRecords } from '../pieces/piece-records.browser';

/**
 * The same pieces, which can't be changed any more once `signal` is aborted. A page that was frozen may
 * go on in the middle of a write, when the release is another tab's already.
 */
export function writableUntil(pieces: PieceRecords, signal: AbortSignal): PieceRecords {
  const checked = async (change: () => Promise<void>): Promise<void> => {
    signal.throwIfAborted();
    await change();
  };
  return {
    keepsBlobs: () => pieces.keepsBlobs(),
    read: (index) => pieces.read(index),
    held: () => pieces.held(),
    expect: (count) => pieces.expect(count),
    write: (index, bytes) => checked(() => pieces.write(index, bytes)),
    drop: (index) => checked(() => pieces.drop(index)),
    clear: () => checked(() => pieces.clear()),
  };
}

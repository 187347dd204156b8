import type { PieceSource } from '../pieces/piece-records.browser';
import { pieceCount, pieceSize } from '../release/torrent-metadata';

/** A file in one Blob, or the pieces of which storage has not the right number of bytes. */
export type Composed =
  | { readonly kind: 'whole'; readonly blob: Blob }
  | { readonly kind: 'incomplete'; readonly missing: readonly number[] };

/**
 * One Blob of all pieces, each read once. From records of plain bytes it is a copy of them in memory.
 * Sizes in bytes.
 *
 * @throws the signal's reason
 */
export async function composeFile(
  pieces: PieceSource,
  file: { readonly length: number; readonly pieceLength: number },
  signal: AbortSignal,
): Promise<Composed> {
  const parts: Blob[] = [];
  const missing: number[] = [];
  for (let index = 0; index < pieceCount(file); index++) {
    const part = await pieces.read(index).catch(() => undefined);
    signal.throwIfAborted();
    if (part?.size === pieceSize(file, index)) parts.push(part);
    else missing.push(index);
  }
  return missing.length === 0
    ? { kind: 'whole', blob: new Blob(parts) }
    : { kind: 'incomplete', missing };
}

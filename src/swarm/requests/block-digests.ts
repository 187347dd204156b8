import { toHex } from '../../base/bytes';
import { sha1 } from '../../base/sha1';
import { blockCount, blockLength } from './block';

/** SHA-1 of each block of a piece, hexadecimal: which part differed, should the piece come again. */
export function blockDigests(piece: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const digests = Array.from({ length: blockCount(piece.length) }, async (_, at) =>
    toHex(await sha1(piece.slice(at * blockLength, (at + 1) * blockLength))),
  );
  return Promise.all(digests);
}

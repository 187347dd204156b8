/**
 * Bytes, without the length prefix. Nothing legal is longer: a bitfield of 800,000 pieces has
 * 100,001, a block that is asked for at most 128 KiB + 9, a part of the metadata 16 KiB and a header.
 */
export const longestMessage = 256 * 1024;

/** Messages that begin with a piece index (BEP 3, BEP 6). */
const indexed: ReadonlySet<number> = new Set([
  0x04, // have
  0x06, // request
  0x07, // piece
  0x08, // cancel
  0x0d, // suggest piece
  0x10, // reject request
  0x11, // allowed fast
]);

/** The length of the message that is announced by its first four bytes (BEP 3). */
export function announcedLength(prefix: Uint8Array): number {
  return uint32(prefix, 0);
}

/** False when a message speaks of a piece that a torrent of `pieces` pieces does not have. */
export function isLegalMessage(message: Uint8Array, pieces: number): boolean {
  const [kind] = message;
  if (kind === undefined || !indexed.has(kind)) return true;
  return message.length >= 5 && uint32(message, 1) < pieces;
}

function uint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

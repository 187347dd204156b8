/** Bytes in a block: what one request asks for (BEP 3 as everyone does it). */
export const blockLength = 16 * 1024;

/** Part of a piece, as a request names it (BEP 3). Bytes. */
export interface Block {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

/** Who gives: a peer or a mirror, for as long as it is connected. */
export type SourceId = string;

/** How many blocks a piece of `size` bytes has. */
export function blockCount(size: number): number {
  return Math.ceil(size / blockLength);
}

import { concatBytes } from '../../src/base/bytes';

/** What can have happened to a file on its way. */
export const fates = [
  'good',
  'truncated',
  'one bit flipped at the start',
  'one bit flipped in the middle',
  'one bit flipped at the end',
  'one byte appended',
  'two pieces swapped',
  'right bytes under another name',
  'empty',
] as const;

export type Fate = (typeof fates)[number];

/** Bytes; the piece length of the links that tests make. */
const pieceLength = 65_536;

/** `bytes` (three pieces or more) after `fate`. */
export function meet(fate: Fate, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  switch (fate) {
    case 'good':
    case 'right bytes under another name':
      return bytes;
    case 'truncated':
      return bytes.slice(0, -1);
    case 'one bit flipped at the start':
      return flipped(bytes, 0);
    case 'one bit flipped in the middle':
      return flipped(bytes, bytes.length >> 1);
    case 'one bit flipped at the end':
      return flipped(bytes, bytes.length - 1);
    case 'one byte appended':
      return concatBytes([bytes, new Uint8Array(1)]);
    case 'two pieces swapped':
      return concatBytes([
        bytes.subarray(pieceLength, 2 * pieceLength),
        bytes.subarray(0, pieceLength),
        bytes.subarray(2 * pieceLength),
      ]);
    case 'empty':
      return new Uint8Array();
  }
}

function flipped(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** Bytes: 16 KiB, the block that peers ask each other for. */
const smallest = 16 * 1024;
/** Bytes: 64 MiB; a whole piece has to fit in memory before it can be verified. */
const largest = 64 * 1024 * 1024;

/** True for a power of two from 16 KiB to 64 MiB. */
export function isPieceLength(bytes: number): boolean {
  return bytes >= smallest && bytes <= largest && Number.isInteger(Math.log2(bytes));
}

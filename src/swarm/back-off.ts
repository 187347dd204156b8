/** Milliseconds. */
export interface Patience {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * How long to wait before trying again: doubles with every failure up to `longestMs`, and is spread
 * by a quarter either way so that pages that failed together do not try again together.
 *
 * @param failures how often it failed before this time
 * @param random a number in [0, 1)
 * @returns milliseconds
 */
export function backOffMs(failures: number, patience: Patience, random: number): number {
  const delayMs = Math.min(patience.longestMs, patience.firstMs * 2 ** failures);
  return delayMs * (0.75 + random / 2);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';

/** Long enough for a page that goes on asking to be seen doing so. */
const quietMs = 1_500;
/** Peers count what they say to each other, too; a block is four times as long. */
const talkBytes = 4_096;

/**
 * Asserts that a page that has nobody but liars asked for no more than three times the file, and that
 * it asks for no more.
 *
 * @param askedBytes what the liars gave so far
 * @param size bytes of the file
 */
export async function stopsAsking(askedBytes: () => Promise<number>, size: number): Promise<void> {
  const before = await askedBytes();
  await sleep(quietMs);
  const after = await askedBytes();
  expect(after - before).toBeLessThan(talkBytes);
  expect(after).toBeLessThanOrEqual(3 * size);
}

import { describe, expect, it } from 'vitest';
import { blockLength } from '../../../src/swarm/requests/block';
import { blockDigests } from '../../../src/swarm/requests/block-digests';

describe('blockDigests', () => {
  it.each([
    [0, 0],
    [1, 1],
    [blockLength, 1],
    [blockLength + 1, 2],
    [4 * blockLength, 4],
  ])('of %i bytes are %i', async (size, count) => {
    expect(await blockDigests(new Uint8Array(size))).toHaveLength(count);
  });

  it('are SHA-1 of each block, the last one shorter', async () => {
    const bytes = new Uint8Array(blockLength + 3);
    bytes.set(new TextEncoder().encode('abc'), blockLength);
    expect((await blockDigests(bytes))[1]).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
  });

  it('differ where the blocks do', async () => {
    const bytes = new Uint8Array(3 * blockLength);
    const before = await blockDigests(bytes);
    bytes[blockLength] = 1;
    const after = await blockDigests(bytes);
    expect(before.map((digest, at) => digest === after[at])).toEqual([true, false, true]);
  });
});

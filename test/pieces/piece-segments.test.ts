import { describe, expect, it } from 'vitest';
import { partsOf, segmentBytes, segmentKeys } from '../../src/pieces/piece-segments';

const S = segmentBytes;

describe('partsOf', () => {
  const large = { index: 3, size: 4 * S, chunkLength: 4 * S };
  const part = (key: number, start: number, size: number, from: number, to: number) => ({
    key,
    start,
    size,
    from,
    to,
  });

  it.each([
    ['one byte', large, 0, 1, [part(12, 0, S, 0, 1)]],
    ['the last byte', large, 4 * S - 1, 4 * S, [part(15, 3 * S, S, S - 1, S)]],
    ['one whole segment', large, S, 2 * S, [part(13, S, S, 0, S)]],
    ['a bit of two', large, S - 2, S + 3, [part(12, 0, S, S - 2, S), part(13, S, S, 0, 3)]],
    ['a small piece', { index: 7, size: 9, chunkLength: 9 }, 2, 9, [part(7, 0, 9, 2, 9)]],
    [
      'a short last piece',
      { index: 2, size: S + 1, chunkLength: 2 * S },
      0,
      S + 1,
      [part(4, 0, S, 0, S), part(5, S, 1, 0, 1)],
    ],
  ])('%s', (_what, piece, from, to, expected) => {
    expect(partsOf(piece, from, to)).toEqual(expected);
  });

  it('covers every byte of a piece once', () => {
    const parts = partsOf(large, 0, large.size);
    expect(parts.map(({ key }) => key)).toEqual(segmentKeys(3, large.chunkLength));
    expect(parts.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(large.size);
  });
});

describe('segmentKeys', () => {
  it.each([
    [0, 1, [0]],
    [5, S, [5]],
    [5, S + 1, [10, 11]],
  ])('of piece %i of %i bytes', (index, chunkLength, keys) => {
    expect(segmentKeys(index, chunkLength)).toEqual(keys);
  });
});

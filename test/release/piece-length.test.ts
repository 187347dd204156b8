import { describe, expect, it } from 'vitest';
import { isPieceLength } from '../../src/base/is-piece-length';
import { choosePieceLength } from '../../src/release/piece-length';

const kib = 1024;
const mib = 1024 * kib;
const gib = 1024 * mib;

describe('choosePieceLength', () => {
  it.each([
    [0, 64 * kib],
    [1, 64 * kib],
    [16 * mib, 64 * kib],
    [1500 * 64 * kib, 64 * kib],
    [1500 * 64 * kib + 1, 128 * kib],
    [278_920_704, 256 * kib],
    [gib, mib],
    [4 * gib, 4 * mib],
    [1500 * 2 * mib, 2 * mib],
    [1500 * 4 * mib + 1, 4 * mib],
    [100 * gib, 4 * mib],
    [Number.MAX_SAFE_INTEGER, 4 * mib],
  ])('%d bytes: %d', (length, pieceLength) => {
    expect(choosePieceLength(length)).toBe(pieceLength);
    expect(isPieceLength(pieceLength)).toBe(true);
  });

  it('makes 750 to 1,500 pieces in between', () => {
    for (let length = 1500 * 64 * kib + 1; length <= 1500 * 4 * mib; length *= 1.1) {
      const pieces = Math.ceil(length / choosePieceLength(length));
      expect(pieces).toBeGreaterThanOrEqual(750);
      expect(pieces).toBeLessThanOrEqual(1500);
    }
  });
});

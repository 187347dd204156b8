import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/bytes';
import { sha1 } from '../../src/base/sha1';

describe('sha1', () => {
  // The first two and the last from FIPS 180-4's examples.
  it.each([
    ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '84983e441c3bd26ebaae4aa1f95129e5e54670f1',
    ],
    ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['ü', '94a759fd37735430753c7b6b80684306d80ea16e'],
    ['a'.repeat(1_000_000), '34aa973cd4c4daa4f61eeb2bdbad27316534016f'],
  ])('%.20s', async (text, hex) => {
    expect(toHex(await sha1(new TextEncoder().encode(text)))).toBe(hex);
  });

  it('hashes the part of a buffer that the view shows', async () => {
    const bytes = new TextEncoder().encode('xabcx').subarray(1, 4);
    expect(toHex(await sha1(bytes))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
  });
});

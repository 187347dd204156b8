import { describe, expect, it } from 'vitest';
import type { DigestAlgorithm } from '../../../src/base/digest-algorithms';
import { shareOut } from '../../../src/check/digests/share-out';

describe('shareOut', () => {
  it.each<[DigestAlgorithm[], number, DigestAlgorithm[][]]>([
    [[], 4, []],
    [['md5'], 4, [['md5']]],
    [['md5', 'md5'], 4, [['md5']]],
    [['md5', 'sha256'], 2, [['sha256'], ['md5']]],
    [['md5', 'sha256'], 1, [['sha256', 'md5']]],
    [['md5', 'sha256'], 0, [['sha256', 'md5']]],
    [['md5', 'sha256'], Number.NaN, [['sha256', 'md5']]],
    [
      ['crc32', 'md5', 'sha3-512', 'blake2b-256'],
      2,
      [['sha3-512'], ['md5', 'blake2b-256', 'crc32']],
    ],
  ])('%j among %d', (algorithms, workers, shares) => {
    expect(shareOut(algorithms, workers)).toEqual(shares);
  });
});

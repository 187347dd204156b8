import { describe, expect, it } from 'vitest';
import {
  algorithmsByStrength,
  algorithmsOfHexLength,
  digestAlgorithms,
  isStrong,
  labelOf,
} from '../../src/check/digest-algorithms';

describe('digest algorithms', () => {
  it.each([
    [0, []],
    [31, []],
    [32, ['md5']],
    [40, ['sha1']],
    [63, []],
    [64, ['sha256']],
    [65, []],
    [128, ['sha512']],
    [Number.NaN, []],
  ])('of %d digits', (length, algorithms) => {
    expect(algorithmsOfHexLength(length)).toEqual(algorithms);
  });

  it('calls SHA-2 strong, MD5 and SHA-1 weak, and says why', () => {
    expect(algorithmsByStrength.map((a) => [a, isStrong(a)])).toEqual([
      ['sha512', true],
      ['sha256', true],
      ['sha1', false],
      ['md5', false],
    ]);
    expect(digestAlgorithms.md5.whyWeak).toContain('2004');
    expect(digestAlgorithms.sha1.whyWeak).toContain('2017');
  });

  it('has labels for people', () => {
    expect(algorithmsByStrength.map(labelOf)).toEqual(['SHA-512', 'SHA-256', 'SHA-1', 'MD5']);
  });
});

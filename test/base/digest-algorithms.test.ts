import { describe, expect, it } from 'vitest';
import {
  algorithmsOfHexLength,
  blake2bBits,
  blake2bOf,
  isBlake2b,
  isStrong,
  labelOf,
  rowOf,
  type DigestAlgorithm,
} from '../../src/base/digest-algorithms';

describe('digest algorithms', () => {
  it.each<[number, DigestAlgorithm[]]>([
    [0, []],
    [1, []],
    [8, ['crc32']],
    [31, []],
    [32, ['md5', 'blake2b-128']],
    [40, ['sha1', 'blake2b-160']],
    [56, ['sha224', 'sha3-224', 'blake2b-224']],
    [63, []],
    [64, ['sha256', 'sha3-256', 'blake3', 'blake2b-256', 'sha512-256', 'blake2s-256']],
    [65, []],
    [96, ['sha384', 'sha3-384', 'blake2b-384']],
    [128, ['sha512', 'sha3-512', 'blake2b-512']],
    [Number.NaN, []],
  ])('of %d digits, the likeliest first', (length, algorithms) => {
    expect(algorithmsOfHexLength(length)).toEqual(algorithms);
  });

  it.each<[DigestAlgorithm, string, boolean]>([
    ['crc32', 'CRC-32', false],
    ['md5', 'MD5', false],
    ['sha1', 'SHA-1', false],
    ['sha224', 'SHA-224', false],
    ['sha3-224', 'SHA3-224', false],
    ['sha256', 'SHA-256', true],
    ['sha512-256', 'SHA-512/256', true],
    ['sha3-256', 'SHA3-256', true],
    ['sha384', 'SHA-384', true],
    ['sha3-384', 'SHA3-384', true],
    ['sha512', 'SHA-512', true],
    ['sha3-512', 'SHA3-512', true],
    ['blake2s-256', 'BLAKE2s', true],
    ['blake3', 'BLAKE3', true],
    ['blake2b-8', 'BLAKE2b-8', false],
    ['blake2b-248', 'BLAKE2b-248', false],
    ['blake2b-256', 'BLAKE2b-256', true],
    ['blake2b-512', 'BLAKE2b', true],
  ])('%s is called %s', (algorithm, label, strong) => {
    expect(labelOf(algorithm)).toBe(label);
    expect(rowOf(algorithm).aLabel).toMatch(new RegExp(`^An? ${label}$`));
    expect(isStrong(algorithm)).toBe(strong);
  });

  it('says since when two files with the same one are known', () => {
    expect(rowOf('md5').whyWeak).toContain('2004');
    expect(rowOf('sha1').whyWeak).toContain('2017');
  });

  it.each([
    [8, 'blake2b-8'],
    [256, 'blake2b-256'],
    [512, 'blake2b-512'],
    [0, undefined],
    [-8, undefined],
    [7, undefined],
    [12, undefined],
    [520, undefined],
    [Number.NaN, undefined],
    [Infinity, undefined],
  ])('BLAKE2b of %d bits is %s', (bits, algorithm) => {
    expect(blake2bOf(bits)).toBe(algorithm);
  });

  it.each([8, 160, 512])('knows the %d bits of a BLAKE2b', (bits) => {
    expect(isBlake2b(`blake2b-${bits}`)).toBe(true);
    expect(blake2bBits(`blake2b-${bits}`)).toBe(bits);
    expect(rowOf(`blake2b-${bits}`).hexLength).toBe(bits / 4);
  });

  it('keeps BLAKE2s apart', () => {
    expect(isBlake2b('blake2s-256')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatExactBytes } from '../../src/base/format-bytes';

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [999.6, '1 kB'],
    [1000, '1 kB'],
    [1049, '1 kB'],
    [1050, '1.1 kB'],
    [99_949, '99.9 kB'],
    [99_950, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [241_000_000, '241 MB'],
    [1_331_691_520, '1.3 GB'],
    [5e12, '5 TB'],
    [Number.MAX_SAFE_INTEGER, '9 PB'],
    [-1, '0 bytes'],
    [Number.NaN, '0 bytes'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatExactBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [278_920_704, '278,920,704 bytes'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991 bytes'],
  ])('%d is %s', (bytes, text) => {
    expect(formatExactBytes(bytes)).toBe(text);
  });
});

describe('formatCount', () => {
  it.each([
    [0, '0 peers'],
    [1, '1 peer'],
    [2, '2 peers'],
    [12_345, '12,345 peers'],
  ])('%d is %s', (count, text) => {
    expect(formatCount(count, 'peer')).toBe(text);
  });

  it('takes an irregular plural', () => {
    expect([formatCount(1, 'copy', 'copies'), formatCount(2, 'copy', 'copies')]).toEqual([
      '1 copy',
      '2 copies',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  amountWords,
  changedWords,
  outOfBoundsWords,
  parseAmount,
  unitFor,
} from '../../src/view/limit-words';

describe('parseAmount', () => {
  it.each([
    ['', 1, false, undefined],
    [' ', 1_000, true, undefined],
    ['0', 1, false, 0],
    ['1', 1, true, 1],
    ['1.5', 1, false, 1.5],
    ['1.5', 1, true, undefined],
    ['1.5', 1_000_000, true, 1_500_000],
    ['0.0333', 1_000_000, true, 33_300],
    ['20', 1_000, true, 20_000],
    ['-1', 1, false, undefined],
    ['abc', 1, false, undefined],
    ['総和', 1, false, undefined],
    ['1e400', 1, false, undefined],
    ['9'.repeat(400), 1, true, undefined],
  ])('%j in units of %d (whole: %s) is %j', (text, unit, isWhole, amount) => {
    expect(parseAmount(text, unit, isWhole)).toBe(amount);
  });
});

describe('unitFor', () => {
  it.each([
    [undefined, 1_000_000],
    [0, 1_000],
    [999_999, 1_000],
    [1_000_000, 1_000_000],
  ])('%j: %d', (rate, unit) => {
    expect(unitFor(rate)).toBe(unit);
  });
});

describe('outOfBoundsWords', () => {
  it.each([
    [{ least: 20_000, most: 1e12 }, true, '20 kB/s to 1 TB/s'],
    [{ least: 1, most: 200 }, false, '1 to 200'],
    [{ least: 0, most: 1_000 }, false, '0 to 1,000'],
  ])('%j', (bounds, isRate, range) => {
    expect(outOfBoundsWords(bounds, isRate)).toContain(range);
  });
});

describe('amountWords', () => {
  it.each([
    [undefined, true, 'no limit'],
    [0, false, '0'],
    [1.5, false, '1.5'],
    [400_000, true, '400 kB/s'],
  ])('%j (rate: %s) is %s', (value, isRate, words) => {
    expect(amountWords(value, isRate)).toBe(words);
  });
});

describe('changedWords', () => {
  it('says what holds, and whether it is kept', () => {
    expect(changedWords('Upload at most', '1 MB/s', true)).toContain('1 MB/s. Saved');
    expect(changedWords('Upload at most', '1 MB/s', false)).not.toContain('Saved');
  });
});

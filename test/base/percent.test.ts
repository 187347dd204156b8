import { expect, it } from 'vitest';
import { percent } from '../../src/base/percent';

it.each([
  [0, 0, 0],
  [5, 0, 0],
  [0, 5, 0],
  [1, 3, 33],
  [999_999_999, 1_000_000_000, 99],
  [3, 3, 100],
  [4, 3, 100],
  [-1, 3, 0],
  [Number.NaN, 3, 0],
  [3, Number.NaN, 0],
])('%d of %d is %d', (part, total, expected) => {
  expect(percent(part, total)).toBe(expected);
});

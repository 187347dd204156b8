import { expect, it } from 'vitest';
import { formatDay } from '../../src/view/format-day';

it.each([
  [0, '1 January 1970'],
  [Date.UTC(2026, 4, 3, 23, 59), '3 May 2026'],
  [Date.UTC(2100, 11, 31), '31 December 2100'],
  [-1, '31 December 1969'],
  [8.64e15 + 1, 'an unknown day'],
  [Number.NaN, 'an unknown day'],
  [Number.POSITIVE_INFINITY, 'an unknown day'],
])('%s is %s', (ms, words) => {
  expect(formatDay(ms)).toBe(words);
});

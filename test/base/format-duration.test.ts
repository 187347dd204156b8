import { expect, it } from 'vitest';
import { formatDuration } from '../../src/base/format-duration';

it.each([
  [undefined, 'unknown'],
  [Number.NaN, 'unknown'],
  [-1, 'unknown'],
  [0, 'under 1 s'],
  [0.9, 'under 1 s'],
  [1, '1 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [60, '1 min'],
  [200, '3 min 20 s'],
  [3600, '1 h'],
  [3599.7, '1 h'],
  [3605, '1 h'],
  [7500, '2 h 5 min'],
  [86_400 + 7200 + 60, '1 d 2 h'],
  [30 * 86_400, '30 d'],
  [30 * 86_400 + 1, 'over 30 d'],
  [Infinity, 'over 30 d'],
])('%s is %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

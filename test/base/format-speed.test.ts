import { expect, it } from 'vitest';
import { formatSpeed } from '../../src/base/format-speed';

it.each([
  [0, '0 bytes/s'],
  [1, '1 byte/s'],
  [3_440_000, '3.4 MB/s'],
  [Number.NaN, '0 bytes/s'],
])('%d is %s', (bytesPerSecond, text) => {
  expect(formatSpeed(bytesPerSecond)).toBe(text);
});

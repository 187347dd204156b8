import { expect, it } from 'vitest';
import { isPieceLength } from '../../src/base/is-piece-length';

it.each([16_384, 32_768, 65_536, 1_048_576, 4_194_304, 67_108_864])('%d is one', (bytes) => {
  expect(isPieceLength(bytes)).toBe(true);
});

it.each([
  -16_384,
  0,
  1,
  8192,
  16_383,
  16_385,
  16_384.5,
  49_152,
  67_108_865,
  134_217_728,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
])('%d is none', (bytes) => {
  expect(isPieceLength(bytes)).toBe(false);
});

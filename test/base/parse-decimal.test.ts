import { expect, it } from 'vitest';
import { parseDecimal } from '../../src/base/parse-decimal';

it.each([
  ['0', 0],
  ['1', 1],
  ['007', 7],
  ['278920704', 278_920_704],
  ['9007199254740991', 9_007_199_254_740_991],
])('%s is a number', (text, number) => {
  expect(parseDecimal(text)).toBe(number);
});

it.each([
  '',
  ' ',
  ' 1',
  '1\n',
  '-1',
  '+1',
  '1.0',
  '1e3',
  '0x10',
  '1,000',
  '١',
  '９',
  'NaN',
  'Infinity',
  '9007199254740992',
  '9'.repeat(400),
])('%j is none', (text) => {
  expect(parseDecimal(text)).toBeUndefined();
});

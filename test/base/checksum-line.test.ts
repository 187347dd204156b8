import { expect, it } from 'vitest';
import { checksumLine } from '../../src/base/checksum-line';

it.each([
  ['', 'ab  '],
  ['a.iso', 'ab  a.iso'],
  ['総和 1.iso', 'ab  総和 1.iso'],
  ['a\\b', '\\ab  a\\\\b'],
  ['a\nb', '\\ab  a\\nb'],
  ['a\rb', '\\ab  a\\rb'],
  ['x'.repeat(5000), `ab  ${'x'.repeat(5000)}`],
])('%j', (name, line) => {
  expect(checksumLine('ab', name)).toBe(line);
});

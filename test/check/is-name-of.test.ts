import { describe, expect, it } from 'vitest';
import { isNameOf } from '../../src/check/is-name-of';

describe('isNameOf', () => {
  it.each([
    ['f.iso', 'f.iso', true],
    ['./f.iso', 'f.iso', true],
    ['a/b/f.iso', 'f.iso', true],
    [String.raw`C:\a\f.iso`, 'f.iso', true],
    ['a/f.iso', 'a/f.iso', true],
    ['f.iso\u00A0', 'f.iso', true],
    [' f.iso\u200B', 'f.iso', true],
    ['f.iso ', 'f.iso ', true],
    ['f .iso', 'f.iso', false],
    ['F.iso', 'f.iso', false],
    ['xf.iso', 'f.iso', false],
    ['f.iso', 'a/f.iso', false],
    ['f.iso/', 'f.iso', false],
    ['fé.iso', 'fé.iso', true],
    // The same letter, composed another way, is another name on most disks.
    ['fe\u0301.iso', 'f\u00E9.iso', false],
    ['', '', false],
    ['a/', '', false],
    [`${'d/'.repeat(100_000)}f.iso`, 'f.iso', true],
  ])('%j is the name of %j: %j', (listed, name, expected) => {
    expect(isNameOf(listed, name)).toBe(expected);
  });
});

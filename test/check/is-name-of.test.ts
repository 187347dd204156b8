import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNameOf, nameKey } from '../../src/check/is-name-of';

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
    // One text, whichever way its letters are composed.
    ['fe\u0301.iso', 'f\u00E9.iso', true],
    ['f\u00E9.iso', 'fe\u0301.iso', true],
    ['d\u00E9/fe\u0301.iso ', 'f\u00E9.iso', true],
    ['de\u0301\\f', 'd\u00E9\\f', true],
    ['\u1112\u1161\u11AB.iso', '\uD55C.iso', true],
    ['a\u0323\u0302.iso', 'a\u0302\u0323.iso', true],
    // Other texts that look alike.
    ['\uFB01.iso', 'fi.iso', false],
    ['f\u0435.iso', 'fe.iso', false],
    ['fe.iso', 'f\u00E9.iso', false],
    ['\uFF46.iso', 'f.iso', false],
    ['stra\u00DFe', 'strasse', false],
    ['', '', false],
    ['a/', '', false],
    [`${'d/'.repeat(100_000)}f.iso`, 'f.iso', true],
  ])('%j is the name of %j: %j', (listed, name, expected) => {
    expect(isNameOf(listed, name)).toBe(expected);
  });

  it.each([1, 10, 100])('takes linear time for a letter with many marks', (lines) => {
    const marked = `a${'\u0301\u0316'.repeat(500_000)}`;
    const start = performance.now();
    for (let i = 0; i < lines; i++) expect(isNameOf(marked, `${marked}x`)).toBe(false);
    expect(isNameOf(marked, marked)).toBe(true);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('nameKey', () => {
  const parts = [
    'f',
    'd',
    '/',
    '\\',
    ' ',
    '\u200B',
    '\u00A0',
    'e',
    '\u0301',
    '\u00E9',
    '\u2000',
    '.',
  ];
  const anyName = fc
    .array(fc.constantFrom(...parts), { maxLength: 8 })
    .map((some) => some.join(''));

  it('is the same for names of which one is that of the other', () => {
    let count = 0;
    fc.assert(
      fc.property(anyName, anyName, fc.boolean(), (listed, other, related) => {
        const name = related
          ? listed
              .slice(listed.lastIndexOf('/') + 1)
              .trim()
              .normalize('NFD')
          : other;
        if (!isNameOf(listed, name)) return;
        count++;
        expect(nameKey(listed)).toBe(nameKey(name));
      }),
      { numRuns: 2000 },
    );
    expect(count).toBeGreaterThan(100);
  });
});

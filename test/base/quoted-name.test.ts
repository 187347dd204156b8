import { describe, expect, it } from 'vitest';
import { visibleText } from '../../src/base/display-name';
import { quotedName, quotedSigner } from '../../src/base/quoted-name';

describe('quotedName', () => {
  it.each([
    ['Debian CD signing key', '“Debian CD signing key”'],
    ['', '(no name)'],
    [' \t\u2003\n', '(no name)'],
    ['\u202E\u2066', '(no name)'],
    ['“”"', '(no name)'],
    ['A', '“A”'],
    ['総和 💾 فایل', '“総和 💾 فایل”'],
    ['می\u200Cخواهم', '“می\u200Cخواهم”'],
    ['two\nlines\u2028more', '“two lines more”'],
    [' a \u202E  b ', '“a b”'],
    ['photo\u202Egnp.exe', '“photognp.exe”'],
    ['a\u0000b\u001B[31m', '“ab[31m”'],
    ['\uD800x', '“x”'],
    ['\u0338\u0338x', '“x”'],
    ['e\u0301', '“e\u0301”'],
    ["O’Neill, d'Arc", "“O’Neill, d'Arc”"],
    ['’’x’ ’’y a’’b', '“x y ab”'],
    ['x” was compared with the list of “y', '“x was compared with the list of y”'],
    ['«a» „b‟ ‹c› 「d」 〝e〞 ＂f ″g ❞h', '“a b c d e f g h”'],
    ['a'.repeat(100), `“${'a'.repeat(100)}”`],
    ['a'.repeat(101), `“${'a'.repeat(100)}…”`],
    ['💾'.repeat(5000), `“${'💾'.repeat(100)}…”`],
    [`${'a'.repeat(99)} bc`, `“${'a'.repeat(99)}…”`],
  ])('%j', (name, quoted) => {
    expect(quotedName(name)).toBe(quoted);
    // Whoever makes invisible characters visible finds none.
    expect(visibleText(quoted)).toBe(quoted);
  });
});

describe('quotedSigner', () => {
  it('says that only the key says so', () => {
    expect(quotedSigner('Debian. It was compared')).toBe(
      '“Debian. It was compared” (the name in the key)',
    );
  });
});

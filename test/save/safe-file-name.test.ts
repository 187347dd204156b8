import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../src/save/safe-file-name';

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('safeFileName', () => {
  it.each([
    ['f.iso', 'f.iso'],
    ['Grüße 你好 🎉.tar.gz', 'Grüße 你好 🎉.tar.gz'],
    ['family 👨‍👩‍👧.jpg', 'family 👨‍👩‍👧.jpg'],
    ['a b (1) [x] {y} ~z -w .n.txt', 'a b (1) [x] {y} ~z -w .n.txt'],
    ['x', 'x'],
    ['_', '_'],
    ['CONSOLE.txt', 'CONSOLE.txt'],
    ['COM10', 'COM10'],
    ['my.con', 'my.con'],
    ['f'.repeat(200), 'f'.repeat(200)],
  ])('leaves %j as it is', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it.each([
    ['', 'file'],
    [' ', 'file'],
    ['.', 'file'],
    ['..', 'file'],
    ['... ...', 'file'],
    ['-~.', 'file'],
    ['\u0000\u202E', 'file'],
    ['/', '_'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\x.exe', 'C__Windows_x.exe'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['.bashrc', 'bashrc'],
    ['-rf', 'rf'],
    ['~user', 'user'],
    [' -.~x', 'x'],
    ['x. . ', 'x'],
    ['x.iso...', 'x.iso'],
    ['x\u00A0\u3000', 'x'],
    ['a\u0000b\u001Fc\u007Fd\u0085e\nf\rg\th', 'abcdefgh'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['a\u200Eb\u200Fc\u061Cd\u2066e\u2069f', 'abcdef'],
    ['a\u2028b\u2029c\uFEFFd\u200Be\u00ADf', 'abcdef'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['Nul.tar.gz', '_Nul.tar.gz'],
    ['AUX .txt', '_AUX .txt'],
    ['nul\u00A0.x', '_nul\u00A0.x'],
    ['PRN.', '_PRN'],
    ['com1.iso', '_com1.iso'],
    ['LPT9', '_LPT9'],
    ['COM¹', '_COM¹'],
    ['CONIN$', '_CONIN$'],
    ['C\u202EON', '_CON'],
    ['.nul', '_nul'],
    ['a\uD800b', 'a\uFFFDb'],
    ['\uDC00', '\uFFFD'],
    ['\u202E.\u202E', 'file'],
    ['<script>alert(1)</script>', '_script_alert(1)__script_'],
    ['$(touch x)`y`;z&', '$(touch x)`y`;z&'],
  ])('makes of %j %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it.each([
    ['a long name', 'f'.repeat(201), 'f'.repeat(200)],
    ['a long name with an extension', `${'f'.repeat(300)}.iso`, `${'f'.repeat(196)}.iso`],
    ['characters of two bytes', 'é'.repeat(101), 'é'.repeat(100)],
    ['characters of three bytes', '名'.repeat(100), '名'.repeat(66)],
    ['characters of two units', `${'😀'.repeat(100)}.7z`, `${'😀'.repeat(49)}.7z`],
    ['a dot at the start only', `a${'b'.repeat(300)}`, `a${'b'.repeat(199)}`],
    ['what is no extension', `f.${' '.repeat(300)}. x`, 'f'],
    ['a long extension', `f.${'x'.repeat(300)}`, `f.${'x'.repeat(198)}`],
    ['an end that may not trail', `${'f'.repeat(199)} ${' '.repeat(300)}x`, 'f'.repeat(199)],
    ['a device after the cut', `CON${' '.repeat(300)}x`, '_CON'],
    ['a device with a long extension', `NUL.${'x'.repeat(300)}`, `_NUL.${'x'.repeat(195)}`],
  ])('cuts %s', (_what, name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it.each([' .', '. ', '-.~ ', 'a .'])('takes linear time for many %j', (part) => {
    const start = performance.now();
    safeFileName(`${part.repeat(500_000)}x`);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('any name', () => {
  const nasty = fc.constantFrom(
    ...[
      '.',
      ' ',
      '-',
      '~',
      '/',
      '\\',
      ':',
      'CON',
      'nul',
      'COM1',
      '_',
      '\u202E',
      '\u0000',
      '\uD83D',
      '\uDE00',
    ],
    ...['é', '名', '😀', '.txt', 'x'.repeat(60), '\u00A0', '$', '¹', '\u200D', '\uFEFF'],
  );
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
      .map((units) => String.fromCharCode(...units)),
    fc.array(nasty, { maxLength: 12 }).map((parts) => parts.join('')),
  );

  it('becomes a safe one, and stays it', () => {
    fc.assert(
      fc.property(name, (hostile) => {
        const safe = safeFileName(hostile);
        expect(safe).not.toBe('');
        expect(bytes(safe)).toBeLessThanOrEqual(200);
        expect(safe.isWellFormed()).toBe(true);
        expect(safe).not.toMatch(/[/\\:*?"<>|]/);
        expect(safe).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        expect(safe).not.toMatch(/^[.\-~\s]/);
        expect(safe).not.toMatch(/[.\s]$/);
        const [stem = ''] = safe.split('.');
        expect(stem.trim()).not.toMatch(/^(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)$/i);
        expect(safeFileName(safe)).toBe(safe);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps a short extension', () => {
    const extension = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), extension, (length, ext) => {
        expect(safeFileName(`${'名'.repeat(length)}.${ext}`).endsWith(`.${ext}`)).toBe(true);
      }),
    );
  });
});

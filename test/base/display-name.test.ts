import { describe, expect, it } from 'vitest';
import { displayName, visibleText } from '../../src/base/display-name';

describe('displayName', () => {
  it.each([
    ['', '(no name)', ''],
    ['   ', '(no name)', ''],
    ['a', 'a', ''],
    ['setup.exe', 'setup', '.exe'],
    ['archive.tar.gz', 'archive.tar', '.gz'],
    ['.bashrc', '.bashrc', ''],
    ['ends.', 'ends.', ''],
    ['Prüfsumme 総和.mkv', 'Prüfsumme 総和', '.mkv'],
    ['photo\u202Egnp.exe', 'photo[U+202E]gnp', '.exe'],
    ['photo.\u202Egnp', 'photo', '.[U+202E]gnp'],
    ['a\u0000\nb.txt', 'a[U+0000][U+000A]b', '.txt'],
    ['a.thisisnoextensionatall', 'a.thisisnoextensionatall', ''],
    ['می\u200Cخواهم.pdf', 'می\u200Cخواهم', '.pdf'],
    ['👩\u200D💻.png', '👩\u200D💻', '.png'],
    ['lone\uD800.bin', 'lone[U+D800]', '.bin'],
    ['<img src=x>.html', '<img src=x>', '.html'],
  ])('%j', (name, stem, extension) => {
    expect(displayName(name)).toEqual({ stem, extension });
  });

  it('keeps the beginning, the end and the extension of what is too long', () => {
    const { stem, extension } = displayName(`${'a'.repeat(5000)}${'💾'.repeat(5000)}.iso`);
    expect(stem).toBe(`${'a'.repeat(80)}…${'💾'.repeat(79)}`);
    expect(extension).toBe('.iso');
  });
});

describe('visibleText', () => {
  it.each([
    ['', ''],
    ['plain text', 'plain text'],
    ['\u2066x\u2069', '[U+2066]x[U+2069]'],
    ['zero\u200Bwidth', 'zero[U+200B]width'],
    ['no\u00A0break', 'no[U+00A0]break'],
    ['line\u2028end', 'line[U+2028]end'],
    ['tag\u{E0041}', 'tag[U+E0041]'],
  ])('%j is %s', (text, visible) => {
    expect(visibleText(text)).toBe(visible);
  });
});

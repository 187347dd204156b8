import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/check/formats/decode-text';

const utf16le = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('decodeText', () => {
  it.each([
    ['nothing', Buffer.from(''), ''],
    ['ASCII', Buffer.from('a\r\n'), 'a\r\n'],
    ['UTF-8', Buffer.from('файл €'), 'файл €'],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFé'), 'é'],
    ['UTF-16LE', utf16le('aé€😀'), 'aé€😀'],
    ['UTF-16BE', utf16le('aé€😀').swap16(), 'aé€😀'],
    ['a byte order mark alone', utf16le(''), ''],
    ['control characters that names have', Buffer.from('\x07\x1b[0m'), '\x07\x1b[0m'],
  ])('%s', (_what, bytes, text) => {
    expect(decodeText(bytes)).toBe(text);
  });

  it.each([
    ['NUL', Buffer.from('a\0b')],
    ['Latin-1', Buffer.from([0x61, 0xff])],
    ['UTF-16 without a byte order mark', Buffer.from('ab', 'utf16le')],
    ['half a character of UTF-16', Buffer.from([0xff, 0xfe, 0x61])],
    ['half a pair of UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
    ['a NUL in UTF-16', utf16le('a\0')],
    ['an overlong form', Buffer.from([0xc0, 0xaf])],
    ['gzip', Buffer.from([0x1f, 0x8b, 0x08, 0x00])],
  ])('is no text: %s', (_what, bytes) => {
    expect(decodeText(bytes)).toBeUndefined();
  });
});

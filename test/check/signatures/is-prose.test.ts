import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isProse } from '../../../src/check/signatures/is-prose';

const hex = createHash('sha256').update('a').digest('hex');
const base64 = createHash('sha256').update('a').digest('base64');
/** With a letter that only looks like an a. */
const cyrillic = `\u0430${hex.slice(1)}`;

describe('isProse', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['blank lines', '\r\n\n \t\n'],
    ['words', 'Our key is this:\n\nUse it.\n'],
    ['words that start like digits', 'A key.\nAdd it: bad face, cafe.\n2024 is its year.\n'],
    ['words in other alphabets', 'Наш ключ:\nこれは鍵です。\nGrüße\n'],
    ['dates and times', 'Made on 2024-08-15 12:30, for good.\n'],
    ['addresses', 'See https://www.debian.org/CD/verify and <a.b@example.org>.\n'],
    ['the name of a checksum', 'SHA-256 is what we use.\nSHA256SUMS\n'],
    ['a long word', 'Donaudampfschifffahrtsgesellschaftskapitän\n'],
  ])('takes %s for words', (_what, text) => {
    expect(isProse(text)).toBe(true);
  });

  it.each<[string, string]>([
    ['a digest', hex],
    ['a digest in a sentence', `The checksum is ${hex}, they say.`],
    ['a line of a list', `${hex}  f.iso`],
    ['a line of a list below words', `Our list:\n${hex}  f.iso\nbye`],
    ['a truncated digest', `SHA-256: ${hex.slice(0, 60)}`],
    ['half a digest', `${hex.slice(0, 32)}  f.iso`],
    ['the beginning of a digest', `sha256: ${hex.slice(0, 8)}`],
    ['fewer digits with a label', `SHA-256: ${hex.slice(0, 6)}`],
    ['a CRC-32', 'f.iso 1a2b3c4d'],
    ['a digest with a foreign letter', `${cyrillic}  f.iso`],
    ['a digest with a foreign letter, in a sentence', `It is: ${cyrillic}`],
    ['foreign letters all over', hex.replaceAll('a', '\u0430').replaceAll('c', '\u0441')],
    [
      'full-width digits',
      hex.replace(/[0-9]/g, (c) => String.fromCharCode(0xfee0 + c.charCodeAt(0))),
    ],
    ['unseen characters among them', hex.replace(/(?=.)/g, '\u200B')],
    ['overrides among them', hex.replace(/(?=.)/g, '\u202E')],
    ['NUL among them', hex.replace(/(?=.)/g, '\0')],
    ['groups', hex.replace(/(.{4})/g, '$1 ')],
    ['pairs', hex.replace(/(..)(?=.)/g, '$1:')],
    ['pairs on several lines', hex.replace(/(.{16})/g, '$1\n').replace(/(..)(?=.)/g, '$1 ')],
    ['base64', base64],
    ['base64 with a label', `sha256-${base64}`],
    ['base64 in a sentence', `The checksum is ${base64}, they say.`],
    ['base64 without its end', base64.slice(0, 40)],
    ['a kind that is not known here', 'RIPEMD-160: 9c1185a5'],
    ['more than a page', 'words\n'.repeat(20_000)],
  ])('does not take %s for words', (_what, text) => {
    expect(isProse(text)).toBe(false);
  });

  it.each(['A', '=', '=A', ' ', 'a:', '\n', 'Z9', '1-', 'g\n', 'A '])(
    'answers at once for a page of %j',
    (unit) => {
      const text = unit.repeat(Math.floor((64 * 1024) / unit.length));
      const start = performance.now();
      isProse(text);
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { maxChecksumBytes, parseChecksums } from '../../src/check/parse-checksums';
import { entriesOf, hello, shown } from './formats/shown';

const { md5, sha1, sha224, sha256, sha384, sha512, crc32 } = hello;
const other = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('a bare digest', () => {
  it.each([
    ['CRC-32', crc32, 'crc32', crc32],
    ['MD5', md5, 'md5|blake2b-128', md5],
    ['SHA-1', sha1, 'sha1|blake2b-160', sha1],
    ['SHA-224', sha224, 'sha224|sha3-224|blake2b-224', sha224],
    ['SHA-256', sha256, 'sha256|sha3-256|blake3|blake2b-256|sha512-256|blake2s-256', sha256],
    ['SHA-384', sha384, 'sha384|sha3-384|blake2b-384', sha384],
    ['SHA-512', sha512, 'sha512|sha3-512|blake2b-512', sha512],
  ])('%s can be all that have its length, the likeliest first', (_what, text, algorithms, hex) => {
    expect(parseChecksums(text)).toMatchObject({
      kind: 'digests',
      entries: [{ name: undefined, size: undefined, digest: { hex } }],
    });
    expect(shown(text)).toEqual([`? ${algorithms} ${hex}`]);
  });

  it.each([
    ['upper case', sha256.toUpperCase()],
    ['a line end', `${sha256}\r\n`],
    ['a byte order mark', `\uFEFF${sha256}`],
    ['NBSP around it', `\u00A0${sha256}\u00A0`],
    ['blank lines and comments', `\n# SHA-256\n\n; so\n\t${sha256}  \n`],
    ['zero-width and soft hyphen inside', insert(sha256, '\u200B\u00AD')],
    ['a word joiner and NBSP inside', insert(sha256, '\u2060\u00A0')],
    ['the mark that Windows dialogs put first', `\u200E${sha256}`],
    ['groups', sha256.match(/.{8}/g)?.join(' ') ?? ''],
    ['groups of four', sha256.match(/.{4}/g)?.join('  ') ?? ''],
    ['colons', sha256.match(/../g)?.join(':') ?? ''],
    ['hyphens', sha256.toUpperCase().match(/../g)?.join('-') ?? ''],
    ['wrapped', `${sha256.slice(0, 60)}\n  ${sha256.slice(60)}`],
    ['what came through a pipe', `${sha256}  -`],
  ])('%s', (_what, text) => {
    expect(entriesOf(text)).toEqual([{ name: undefined, hex: sha256, size: undefined }]);
  });

  it('is wrapped as gpg prints a SHA-512 without a name', () => {
    const groups = sha512.toUpperCase().match(/.{8}/g) ?? [];
    const text = `${groups.slice(0, 9).join(' ')}\n${groups.slice(9).join(' ')}\n`;
    expect(shown(text)).toEqual([`? sha512|sha3-512|blake2b-512 ${sha512}`]);
  });

  it.each([
    ['two kinds', `${md5}\n${sha256}\n`, [md5, sha256]],
    ['two of one kind are left for the matcher', `${sha256}\n${other}`, [sha256, other]],
    ['two halves of what could be one', `${md5}\n${md5}`, [md5, md5]],
    ['four that could be groups', `${crc32}\n${crc32}\n${crc32}\n${crc32}`, Array(4).fill(crc32)],
  ])('several: %s', (_what, text, hexes) => {
    expect(parseChecksums(text).kind).toBe('digests');
    expect(entriesOf(text).map(({ hex }) => hex)).toEqual(hexes);
  });
});

describe('a list', () => {
  it.each([
    [
      'many lines with comments, blank lines and CRLF',
      `\uFEFF# made by hand\r\n${sha256}  a\r\n\r\n${other} *b\r\n#\r\n`,
      ['a', 'b'],
    ],
    ['several formats', `${sha256}  a\nSHA256 (b) = ${other}\nc 363A3020\n`, ['a', 'b', 'c']],
    ['a heading for each kind', `SHA-256 checksums:\n${sha256}  a\nMD5SUMS\n${md5}  a`, ['a', 'a']],
  ])('%s', (_what, text, names) => {
    expect(parseChecksums(text).kind).toBe('list');
    expect(entriesOf(text).map(({ name }) => name)).toEqual(names);
  });

  it('takes the algorithm of a heading for the lines below it', () => {
    expect(shown(`SHA3-256\n${sha256}  a\nBLAKE2b-160:\n${sha1}  b`)).toEqual([
      `a sha3-256 ${sha256}`,
      `b blake2b-160 ${sha1}`,
    ]);
    expect(shown(`RIPEMD-160:\n${sha1}  a`)).toEqual(['a unsupported RIPEMD-160']);
  });

  it('keeps an entry of a kind that nothing here computes', () => {
    expect(shown(`SM3 (a) = ${sha256}\nSHA256 (b) = ${other}`)).toEqual([
      'a unsupported SM3',
      `b sha256 ${other}`,
    ]);
  });
});

describe('a problem', () => {
  it.each([
    ['nothing', '', 'check/empty', ''],
    ['blank', ' \u00A0\r\n\uFEFF\t\u200B', 'check/empty', ''],
    ['comments only', '# nothing\n#\n;', 'check/empty', ''],
    ['a heading only', 'SHA-256:', 'check/empty', ''],
    ['one digit', 'a', 'check/cut-short', '1 digit.'],
    ['a prefix', sha256.slice(0, 63), 'check/cut-short', '63 digits.'],
    [
      'a prefix with its kind',
      `SHA256: ${sha256.slice(0, 63)}`,
      'check/cut-short',
      '63 digits. SHA-256 has 64.',
    ],
    [
      'a prefix of the length of another kind',
      `SHA256: ${sha256.slice(0, 32)}`,
      'check/cut-short',
      '32 digits.',
    ],
    [
      'a prefix under a heading',
      `SHA256\n${sha256.slice(0, 40)}  f`,
      'check/cut-short',
      'Line 2: 40 digits.',
    ],
    ['a digit too many', `${sha256}0`, 'check/cut-short', '65 digits.'],
    ['a Tiger', 'ab'.repeat(24), 'check/unknown-kind', '48 digits, as a Tiger has.'],
    ['a RIPEMD-320', 'ab'.repeat(40), 'check/unknown-kind', '80 digits, as a RIPEMD-320 has.'],
    ['one digit less than a SHA-384', 'a'.repeat(95), 'check/cut-short', '95 digits.'],
    ['cut by a table', `${sha256.slice(0, 20)}...`, 'check/cut-short', '20 digits.'],
    ['cut at a length that fits', `${sha256.slice(0, 32)}…`, 'check/cut-short', '32 digits.'],
    [
      'cut in the middle',
      `${sha256.slice(0, 16)}…${sha256.slice(-16)}`,
      'check/cut-short',
      '32 digits.',
    ],
    ['a prefix and a name', `${sha256.slice(0, 62)}  f.iso`, 'check/cut-short', '62 digits.'],
    ['words', 'see the release notes', 'check/not-a-checksum', ''],
    ['words in another script', 'смотри', 'check/not-a-checksum', ''],
    ['no hexadecimal', 'g'.repeat(64), 'check/not-a-checksum', ''],
    ['a wrong letter', sha256.replace('5', 'O'), 'check/not-a-checksum', ''],
    ['a name and no digest', '  f.iso', 'check/not-a-checksum', ''],
    ['no name', `${sha256} *`, 'check/not-a-checksum', 'the file name is missing'],
    ['two digests on a line', `${sha256} ${other}`, 'check/not-a-checksum', 'two checksums'],
    ['names for some', `${sha256}\n${sha256}  f.iso`, 'check/not-a-checksum', 'Some checksums'],
    ['a Cyrillic letter', sha256.replace('b', '\u0430'), 'check/mixed-alphabet', 'U+0430'],
    [
      'a Cyrillic letter after the kind',
      `SHA256: ${sha256.replace('b', '\u0430')}`,
      'check/mixed-alphabet',
      'U+0430',
    ],
    [
      'a Cyrillic letter in a tagged line',
      `SHA256 (f) = ${sha256.replace('b', '\u0430')}`,
      'check/mixed-alphabet',
      'U+0430',
    ],
    ['full-width digits', fullWidth(sha256), 'check/mixed-alphabet', 'U+FF15'],
    ['a character that reorders', insert(sha256, '\u202E'), 'check/mixed-alphabet', 'U+202E'],
    ['beyond 16 bits', insert(sha256, '\u{1D7D8}'), 'check/mixed-alphabet', 'U+1D7D8'],
    ['a lone surrogate', insert(sha256, '\uD800'), 'check/mixed-alphabet', 'U+D800'],
    [
      'Cyrillic in a list',
      `${sha256}  a\n\u0430${other.slice(1)}  b`,
      'check/mixed-alphabet',
      'Line 2',
    ],
    ['a broken line', `# x\n${sha256}  a\n\nhello\n`, 'check/not-a-checksum', 'Line 4'],
    [
      'a truncated list',
      `${sha256}  a\n${other.slice(0, 9)}`,
      'check/cut-short',
      'Line 2: 9 digits.',
    ],
    [
      'a list from the middle of a line',
      `${sha256.slice(9)}  a\n${other}  b`,
      'check/cut-short',
      'Line 1: 55 digits.',
    ],
    ['a signed list', '-----BEGIN PGP SIGNED MESSAGE-----', 'check/not-a-checksum', ''],
    ['NUL between lines', `${sha256}  a\0${other}  b\0`, 'check/not-a-checksum', '-z'],
    ['an info hash', `btih:${sha1}`, 'check/not-a-file-hash', 'info hash'],
    ['an info hash by name', `Info hash: ${sha1}`, 'check/not-a-file-hash', 'info hash'],
    ['an unknown kind', `SHA2-128 (f.iso) = ${md5}`, 'check/unknown-kind', 'SHA2-128'],
    ['a web page', '<!DOCTYPE html><html><body>404</body></html>', 'check/cut-short', 'Metalink'],
    ['too long', '0'.repeat(maxChecksumBytes + 1), 'check/too-long', ''],
    ['too long in bytes', 'é'.repeat(maxChecksumBytes / 2 + 1), 'check/too-long', ''],
  ])('%s', (_what, text, code, detail) => {
    const parsed = parseChecksums(text);
    expect(parsed).toMatchObject({ kind: 'problem', problem: { code } });
    expect(parsed.kind === 'problem' && parsed.problem.detail).toContain(detail);
  });

  it('does not read the longest text that it takes as too long', () => {
    expect(parseChecksums(' '.repeat(maxChecksumBytes))).toMatchObject({
      problem: { code: 'check/empty' },
    });
  });

  it('takes as much as it is told to', () => {
    const text = `${sha256}  f\n`.repeat(3);
    const maxBytes = text.length;
    expect(parseChecksums(text, { maxBytes }).kind).toBe('list');
    expect(parseChecksums(text, { maxBytes: maxBytes - 1 }).kind).toBe('problem');
    expect(parseChecksums('é', { maxBytes: 1 })).toMatchObject({
      problem: { code: 'check/too-long' },
    });
  });
});

describe('a character that is no part of a line', () => {
  const [good, evil] = [sha256, other];
  const lineBreaks = ['\r', '\u2028', '\u2029', '\u0085', '\v', '\f'];
  const controls = ['\u0001', '\u0007', '\b', '\u001B', '\u007F', '\u009F'];
  const name = (character: string) =>
    `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

  it.each(lineBreaks.map((character) => [name(character), character]))(
    '%s, which shows as the end of one, is refused',
    (codePoint, character) => {
      for (const text of [
        `${good}  readme\n${evil}  a.txt${character}${good}  dist/f.iso\n`,
        `${good}  readme\r\n# x${character}${good}  dist/f.iso\r\n`,
        `SHA256 (readme) = ${good}\nSHA256 (a${character}b) = ${evil}`,
        `${good}  readme\nf.iso ${character} ${evil}\n`,
      ])
        expect(shown(text)).toEqual([
          `check/not-a-checksum Line 2: It has ${codePoint}, which looks like the end of a line and is none.`,
        ]);
    },
  );

  it.each(controls.map((character) => [name(character), character]))(
    '%s is refused',
    (codePoint, character) => {
      for (const text of [
        `${good}  a${character}b`,
        `${good}${character}`,
        `\\${good}  ${character}\\n`,
      ])
        expect(shown(text)).toEqual([
          `check/not-a-checksum Line 1: It has ${codePoint}, a character that can’t be seen.`,
        ]);
    },
  );

  it.each([
    ['CR LF', `${good}  a\r\n${evil}  b\r\n`, ['a', 'b']],
    ['CR at the very end', `${good}  a\r\n${evil}  b\r`, ['a', 'b']],
    ['a tab', `${good}  a\tb`, ['a\tb']],
    ['what an escape gives', `\\${good}  a\\nb\\rc`, ['a\nb\rc']],
    ['a reference in XML', metalinkOf('a&#13;b&#x2028;'), ['a\rb\u2028']],
    ['other scripts and joiners', `${good}  файл\u200D\u202E日`, ['файл\u200D\u202E日']],
  ])('%s is none', (_what, text, names) => {
    expect(entriesOf(text).map((entry) => entry.name)).toEqual(names);
  });

  it('CR CR LF has one too many', () => {
    expect(shown(`${good}  a\r\r\n`)[0]).toContain('U+000D');
  });
});

it('has the digests of what it says', () => {
  for (const algorithm of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const)
    expect(hello[algorithm]).toBe(createHash(algorithm).update('hello\n').digest('hex'));
});

function insert(text: string, hidden: string): string {
  return `${text.slice(0, 32)}${hidden}${text.slice(32)}`;
}

function fullWidth(text: string): string {
  return text.replace(/[0-9a-f]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
}

function metalinkOf(name: string): string {
  return `<file name="${name}"><hash type="sha-256">${sha256}</hash></file>`;
}

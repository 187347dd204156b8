import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxChecksumBytes, parseChecksums } from '../../src/check/parse-checksums';

const md5 = 'b1946ac92492d2347c6235b4d2611184';
const sha1 = 'f572d396fae9206628714fb2ce00f72e94f2258f';
const sha256 = '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03';
const sha512 = createHash('sha512').update('hello\n').digest('hex');
const other = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const digest = (algorithm: string, hex: string) => ({ kind: 'digest', digest: { algorithm, hex } });
const list = (...entries: [name: string, hex: string][]) => ({
  kind: 'list',
  entries: entries.map(([name, hex]) => ({ name, digest: { algorithm: 'sha256', hex } })),
});

describe('a bare digest', () => {
  it.each([
    ['MD5', md5, digest('md5', md5)],
    ['SHA-1', sha1, digest('sha1', sha1)],
    ['SHA-256', sha256, digest('sha256', sha256)],
    ['SHA-512', sha512, digest('sha512', sha512)],
    ['upper case', sha256.toUpperCase(), digest('sha256', sha256)],
    ['a line end', `${sha256}\r\n`, digest('sha256', sha256)],
    ['a byte order mark', `\uFEFF${sha256}`, digest('sha256', sha256)],
    ['NBSP around it', `\u00A0${sha256}\u00A0`, digest('sha256', sha256)],
    ['blank lines and comments', `\n# SHA-256\n\n\t${sha256}  \n`, digest('sha256', sha256)],
    ['zero-width and soft hyphen inside', insert(sha256, '\u200B\u00AD'), digest('sha256', sha256)],
    ['a word joiner and NBSP inside', insert(sha256, '\u2060\u00A0'), digest('sha256', sha256)],
    ['the mark that Windows dialogs put first', `\u200E${sha1}`, digest('sha1', sha1)],
    ['groups', sha256.match(/.{8}/g)?.join(' ') ?? '', digest('sha256', sha256)],
    ['wrapped', `${sha512.slice(0, 60)}\n  ${sha512.slice(60)}`, digest('sha512', sha512)],
    ['what came through a pipe', `${sha256}  -`, digest('sha256', sha256)],
  ])('%s', (_what, text, expected) => {
    expect(parseChecksums(text)).toEqual(expected);
  });
});

describe('a list', () => {
  it.each([
    ['text', `${sha256}  f.iso`, list(['f.iso', sha256])],
    ['binary', `${sha256} *f.iso`, list(['f.iso', sha256])],
    ['upper case', `${sha256.toUpperCase()}  F.ISO`, list(['F.ISO', sha256])],
    ['a third space is of the name', `${sha256}   f.iso`, list([' f.iso', sha256])],
    ['an asterisk is of the name', `${sha256}  *f.iso`, list(['*f.iso', sha256])],
    ['spaces in the name', `${sha256}  a  b c`, list(['a  b c', sha256])],
    ['a directory', `${sha256}  ./d/f.iso`, list(['./d/f.iso', sha256])],
    ['another script', `${sha256}  файл\u202E.iso`, list(['файл\u202E.iso', sha256])],
    ['escapes', `\\${sha256}  we\\\\ird\\nna\\rme`, list(['we\\ird\nna\rme', sha256])],
    ['escaped n after a backslash', `\\${sha256}  a\\\\n`, list(['a\\n', sha256])],
    ['a plain backslash', `${sha256}  a\\nb`, list(['a\\nb', sha256])],
    ['NBSP as separator', `${sha256}\u00A0\u00A0f.iso`, list(['f.iso', sha256])],
    ['a hexadecimal name', `${sha256}  ${other}`, list([other, sha256])],
    ['a hidden character in the digest', `${insert(sha256, '\u200B')}  f`, list(['f', sha256])],
    [
      'many lines with comments, blank lines and CRLF',
      `\uFEFF# made by hand\r\n${sha256}  a\r\n\r\n${other} *b\r\n#\r\n`,
      list(['a', sha256], ['b', other]),
    ],
  ])('%s', (_what, text, expected) => {
    expect(parseChecksums(text)).toEqual(expected);
  });

  it('takes several algorithms', () => {
    const parsed = parseChecksums(`${md5}  f\n${sha1}  f\n${sha512}  f`);
    expect(parsed.kind === 'list' && parsed.entries.map((e) => e.digest.algorithm)).toEqual([
      'md5',
      'sha1',
      'sha512',
    ]);
  });
});

describe('a problem', () => {
  it.each([
    ['nothing', '', 'check/empty', ''],
    ['blank', ' \u00A0\r\n\uFEFF\t\u200B', 'check/empty', ''],
    ['comments only', '# nothing\n#', 'check/empty', ''],
    ['one digit', 'a', 'check/cut-short', '1 digit.'],
    ['a prefix', sha256.slice(0, 63), 'check/cut-short', '63 digits.'],
    ['a digit too many', `${sha256}0`, 'check/cut-short', '65 digits.'],
    ['a SHA-384', 'ab'.repeat(48), 'check/unknown-kind', '96 digits, as a SHA-384 has.'],
    ['a SHA-224', 'ab'.repeat(28), 'check/unknown-kind', '56 digits, as a SHA-224 has.'],
    ['a Tiger', 'ab'.repeat(24), 'check/unknown-kind', '48 digits, as a Tiger has.'],
    ['a RIPEMD-320', 'ab'.repeat(40), 'check/unknown-kind', '80 digits, as a RIPEMD-320 has.'],
    ['a SHA-384 and a name', `${'ab'.repeat(48)}  f.iso`, 'check/unknown-kind', '96 digits'],
    ['a SHA-384 in a list', `${sha256}  a\n${'ab'.repeat(48)}  b`, 'check/unknown-kind', 'Line 2'],
    ['cut at the length of a SHA-384', `${'ab'.repeat(48)}...`, 'check/cut-short', '96 digits.'],
    ['one digit less than a SHA-384', 'a'.repeat(95), 'check/cut-short', '95 digits.'],
    ['cut by a table', `${sha256.slice(0, 20)}...`, 'check/cut-short', '20 digits.'],
    ['cut at a length that fits', `${sha256.slice(0, 32)}…`, 'check/cut-short', '32 digits.'],
    ['a prefix and a name', `${sha256.slice(0, 62)}  f.iso`, 'check/cut-short', '62 digits.'],
    ['words', 'see the release notes', 'check/not-a-checksum', ''],
    ['words in another script', 'смотри', 'check/not-a-checksum', ''],
    ['no hexadecimal', 'g'.repeat(64), 'check/not-a-checksum', ''],
    ['a name and no digest', '  f.iso', 'check/not-a-checksum', ''],
    ['one separator only', `${sha256} f.iso`, 'check/not-a-checksum', 'two spaces'],
    ['no name', `${sha256} *`, 'check/not-a-checksum', 'two spaces'],
    ['two digests without names', `${sha256}\n${sha512}`, 'check/not-a-checksum', 'Line 1'],
    ['a digest and half a wrapped one', `${md5}\n${md5}`, 'check/not-a-checksum', 'Line 1'],
    ['an unknown escape', `\\${sha256}  a\\b`, 'check/not-a-checksum', 'backslash'],
    ['an escape cut off', `\\${sha256}  a\\`, 'check/not-a-checksum', 'backslash'],
    ['a Cyrillic letter', sha256.replace('b', '\u0430'), 'check/mixed-alphabet', 'U+0430'],
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
    ['a signed list', '-----BEGIN PGP SIGNED MESSAGE-----', 'check/not-a-checksum', ''],
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
});

describe('any text', () => {
  const piece = fc.constantFrom(sha256, md5, '  ', ' *', '\n', '\\', '\u00A0', 'f', 'а', '#', '…');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  );

  it('never throws, and gives full digests only', () => {
    fc.assert(
      fc.property(text, (pasted) => {
        const parsed = parseChecksums(pasted);
        const digests =
          parsed.kind === 'digest'
            ? [parsed.digest]
            : parsed.kind === 'list'
              ? parsed.entries.map((entry) => entry.digest)
              : [];
        for (const { hex } of digests)
          expect(hex).toMatch(/^([0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{128})$/);
        if (parsed.kind === 'list') expect(parsed.entries.length).toBeGreaterThan(0);
      }),
    );
  });

  it('takes back what sha256sum would print of any name', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((n) => n.trim() === n && n !== '-' && !/[\u00AD\u200B-\u200E\u2060\uFEFF]$/.test(n));
    fc.assert(
      fc.property(name, (n) => {
        const escaped = n.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
        const line = `${escaped === n ? '' : '\\'}${sha256}  ${escaped}\n`;
        expect(parseChecksums(line)).toEqual(list([n, sha256]));
      }),
    );
  });

  it.each([
    ['spaces between words', `${' '.repeat(1000)}x`.repeat(1000)],
    ['one long run of spaces', `x${' '.repeat(1_000_000)}x`],
    ['digits and spaces', '0 '.repeat(500_000)],
    ['one long number', '0'.repeat(1_000_000)],
    ['backslashes', `\\${sha256}  ${'\\'.repeat(900_000)}`],
    ['lines', `${sha256}  f\n`.repeat(15_000)],
    ['hidden characters', '\u200B'.repeat(340_000)],
  ])('takes linear time: %s', (_what, hostile) => {
    const start = performance.now();
    parseChecksums(hostile);
    // Tens of milliseconds; a quadratic reader would take minutes.
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

function insert(text: string, hidden: string): string {
  return `${text.slice(0, 32)}${hidden}${text.slice(32)}`;
}

function fullWidth(text: string): string {
  return text.replace(/[0-9a-f]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
}

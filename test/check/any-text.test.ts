import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { maxChecksumBytes, parseChecksums } from '../../src/check/parse-checksums';
import { fromBase32, fromCanonicalBase64 } from '../../src/check/formats/encodings';
import { hello } from './formats/shown';
import { naughtyNames } from './formats/naughty-names';

const { crc32, md5, sha1, sha256, sha512 } = hello;
const base64 = 'WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=';
const gpgLine = 'f.iso: 5891B5B5 22D5DF08 6D0FF0B1 10FBD9D2 1BB4FC71 63AF34D0 8286A2E8 46F6BE03';
const packages = `Package: f\nFilename: pool/f.deb\nSize: 6\nMD5sum: ${md5}\nSHA256: ${sha256}\n\n`;
const release = `MD5Sum:\n ${md5} 5 main/f\nSHA256:\n ${sha256} 5 main/f\n`;
const metalink = `<metalink><file name="f"><size>6</size><hash type="sha-256">${sha256}</hash></file></metalink>`;
const powerShell = `Algorithm Hash Path\n--------- ---- ----\nSHA256 ${sha256} C:\\f\n`;

/** Texts that are read; mutations of them come close to it. */
const valid: readonly string[] = [
  `${sha256}  f.iso\n${sha512} *g\n`,
  `\\${sha256}  a\\\\b\\n\n`,
  `SHA256 (f) = ${sha256}\nSHA2-256(f)= ${sha256}\nBLAKE2b-8 (f) = 27\nMD5 (f) = sZRqySSS0jR8YjW00mERhA==\n`,
  `${gpgLine}\n`,
  `f:    MD5 = B1 94 6A C9 24 92 D2 34  7C 62 35 B4 D2 61 11 84\nf:   SHA1 = F572 D396 FAE9 2066 2871  4FB2 CE00 F72E 94F2 258F\n`,
  `; x\nf 363A3020\ng  ${md5}  ${sha256}\n`,
  `SHA256 hash of f:\n${sha256}\nCertUtil: x\n`,
  `sha256-${base64} sha256-${base64}`,
  `sha256:${sha256}\nmd5 = ${md5}\n`,
  `Repr-Digest: sha-256=:${base64}:`,
  `magnet:?xt=urn:sha256:${sha256}&xt=urn:md5:${md5}&xl=5`,
  `1220${sha256}`,
  'bafkreicysg23kiwv34eg2d7qweipxwosdo2py4ldv42nbauguluen5v6am',
  '3015617425 6 f.iso\n',
  `Algorithm : SHA256\nHash : ${sha256}\nPath : C:\\f\n`,
  powerShell,
  packages,
  release,
  metalink,
];

/**
 * Everything that a digest could have been written as in this text: white space, invisible characters and
 * the marks between bytes dropped, or decoded from base64 or base32.
 */
function isIn(text: string, hex: string): boolean {
  const squeezed = text.replace(/[\s\u00AD\u200B-\u200E\u2060\uFEFF:-]/g, '').toLowerCase();
  if (squeezed.includes(hex)) return true;
  const plain = text.replace(/[\u00A0\u00AD\u200B-\u200E\u2060\uFEFF]/g, '');
  // NBSP can be inside a digest, and between one and a name.
  const spaced = text.replace(/[\u00AD\u200B-\u200E\u2060\uFEFF]/g, '').replaceAll('\u00A0', ' ');
  const words = `${plain} ${spaced} ${decodeLeniently(plain)}`.match(/[A-Za-z0-9+/]+={0,2}/g) ?? [];
  return words.some((word) =>
    [word, word.slice(1), word.replace(/^.*?\//, '')].some((one) =>
      [fromCanonicalBase64(one), fromBase32(one)].some(
        (bytes) => bytes && Buffer.from(bytes).toString('hex').includes(hex),
      ),
    ),
  );
}

function decodeLeniently(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  );
}

function holds(text: string): void {
  const parsed = parseChecksums(text);
  if (parsed.kind === 'problem') {
    expect(parsed.problem.code).toMatch(/^check\//);
    return;
  }
  expect(parsed.entries.length).toBeGreaterThan(0);
  for (const { name, digest } of parsed.entries) {
    expect(name === undefined).toBe(parsed.kind === 'digests');
    if (digest.kind !== 'digest') continue;
    expect(digest.hex).toMatch(/^(?:[0-9a-f]{2}){1,64}$/);
    if (!isIn(text, digest.hex)) expect.fail(`${digest.hex} is not in ${JSON.stringify(text)}`);
  }
}

const piece = fc.oneof(
  fc.constantFrom(
    sha256,
    md5,
    sha1,
    crc32,
    base64,
    '  ',
    ' *',
    '\n',
    '\\',
    '\u00A0',
    'f',
    'а',
    '#',
    '…',
  ),
  fc.constantFrom(
    'SHA256',
    'MD5',
    ' (',
    ') = ',
    ')= ',
    ': ',
    ' : ',
    '=',
    ':',
    ',',
    '...',
    '\r\n',
    '\t',
    ';',
  ),
  fc.constantFrom(
    '<hash type="md5">',
    '</hash>',
    '<file name="',
    '">',
    '&amp;',
    '<!--',
    '-->',
    '<pieces>',
  ),
  fc.constantFrom(
    'Algorithm',
    'Hash',
    'Path',
    '---',
    'Filename: ',
    'Size: 6\n',
    'SHA256:\n ',
    ' 5 ',
    'CertUtil:',
  ),
  fc.constantFrom(
    'magnet:?',
    'xt=urn:',
    'sha256:',
    'btih:',
    '&',
    'sha256-',
    '1220',
    'bafkrei',
    'Qm',
    '58 91 B5',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

const mutated = fc
  .tuple(
    fc.constantFrom(...valid),
    fc.array(fc.tuple(fc.nat(400), fc.nat(40), piece), { minLength: 1, maxLength: 4 }),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [at, length, by]) => now.slice(0, at) + by + now.slice(at + length), text),
  );

describe('any text', () => {
  it.each(valid.map((text) => ({ text })))('is one that is read: $text', ({ text }) => {
    expect(parseChecksums(text).kind).not.toBe('problem');
    holds(text);
  });

  it.each([
    ['of any characters', fc.string({ unit: 'binary', maxLength: 500 })],
    ['of pieces', fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))],
    ['close to one that is read', mutated],
    ['two of them', fc.tuple(mutated, mutated).map((texts) => texts.join('\n'))],
  ])('gives an answer, and digests of the text only: %s', (_what, texts) => {
    fc.assert(fc.property(texts, holds), { numRuns: 3000 });
  });

  it('gives an answer for up to 1 MiB', () => {
    const long = fc
      .tuple(
        mutated,
        fc.integer({ min: 1, max: maxChecksumBytes }),
        fc.string({ unit: 'binary', maxLength: 9 }),
      )
      .map(
        ([text, length, end]) =>
          text.repeat(Math.ceil(length / Math.max(1, text.length))).slice(0, length) + end,
      );
    fc.assert(
      fc.property(long, (text) => {
        parseChecksums(text);
      }),
      { numRuns: 60 },
    );
  });

  it('takes back what sha256sum prints of any name', () => {
    const name = fc
      .oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom(...naughtyNames))
      .filter((n) => n !== '-' && !/^[\s\u00AD\u200B-\u200E\u2060\uFEFF\0]*$|\0/.test(n));
    const control = /(?!\t)[\p{Cc}\p{Zl}\p{Zp}]/u;
    fc.assert(
      fc.property(name, (n) => {
        const escaped = n.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
        const line = `${escaped === n ? '' : '\\'}${sha256}  ${escaped}\n`;
        expect(parseChecksums(line)).toMatchObject(
          control.test(escaped)
            ? { problem: { code: 'check/not-a-checksum' } }
            : { entries: [{ name: n, digest: { hex: sha256 } }] },
        );
      }),
    );
  });

  it('takes no part of a digest whose kind is named, wherever the text is cut off', () => {
    const named = valid.filter((text) => /^(?:sha256|repr|magnet|algo|pack|md5sum|<)/i.test(text));
    expect(named.length).toBeGreaterThan(9);
    for (const text of named) {
      const whole = hexesOf(text);
      for (let end = 1; end < text.length; end++)
        for (const hex of hexesOf(text.slice(0, end)))
          expect(whole, JSON.stringify(text.slice(0, end))).toContain(hex);
    }
  });
});

/** None when the text is not read. */
function hexesOf(text: string): string[] {
  const parsed = parseChecksums(text);
  if (parsed.kind === 'problem') return [];
  return parsed.entries.map(({ digest }) => (digest.kind === 'digest' ? digest.hex : ''));
}

/** Makes hostile texts of about so many characters. */
type Hostile = readonly [what: string, unit: string, head?: string, tail?: string];

const hostile: readonly Hostile[] = [
  ['brackets', '('],
  ['closing brackets', ')', 'SHA256 ('],
  ['spaces', ' ', 'x', 'x'],
  ['spaces between words', `${' '.repeat(1000)}x`],
  ['spaces after a digest', ' ', sha256, 'x'],
  ['ends of names', ') = '],
  ['ends of names after a tag', ') = ', 'SHA256 (f'],
  ['ends of OpenSSL names', ')= ', 'SHA2-256(f'],
  ['tags', '<'],
  ['open elements', '<a>'],
  ['closed elements', '<a/>'],
  ['attributes', ' a="b"', '<hash'],
  ['quotes', '"', '<hash '],
  ['comments', '<!--', '<'],
  ['ampersands', '&', '<a>'],
  ['hashes', `<hash type="md5">${md5}</hash>`],
  ['lines', '\n'],
  ['lines with CR', '\r\n', 'x'],
  ['hexadecimal digits', '0'],
  ['digits and spaces', '0 '],
  ['pairs', 'AB '],
  ['pairs with colons', 'ab:'],
  ['base64', 'Ab+/'],
  ['base32', 'abcdefg2'],
  ['short lines', 'x\n'],
  ['empty brackets on lines', '()\n'],
  ['one digest a line', `${md5}\n`],
  ['CRC-32 a line', `${crc32}\n`],
  ['digests on a line', `  ${md5}`, 'f'],
  ['CRC-32 on a line', `  ${crc32}`, 'f'],
  ['a list', `${sha256}  f\n`],
  ['tagged lines', `SHA256 (f) = ${sha256}\n`],
  ['backslashes', '\\', `\\${sha256}  `],
  ['hidden characters', '\u200B'],
  ['full-width digits', '\uFF15'],
  ['marks on one letter', '\u0301\u0316', 'a'],
  ['marks in a name', '\u0301\u0316', `${sha256}  a`],
  ['numbers a line', '12345678\n'],
  ['dots', '.'],
  ['ellipses', '…', sha256],
  ['armor', '-----BEGIN PGP SIGNED MESSAGE-----\n'],
  ['headings', 'SHA256:\n'],
  ['labels', 'md5 '],
  ['fields', 'A:\n'],
  ['stanzas', 'A: b\n\n'],
  ['folded lines', ' x\n', 'SHA256:\n'],
  ['Packages', packages],
  ['Release', release],
  ['gpg', `${gpgLine}\n`],
  ['gpg, wrapped for ever', '  AB CD\n', 'f: AB CD EF 01 23\n'],
  ['colons', ': '],
  ['PowerShell headings', 'Algorithm Hash Path\n'],
  ['PowerShell rows', `SHA256 ${sha256} C:\\f\n`, 'Algorithm Hash Path\n'],
  ['PowerShell records', 'Algorithm : SHA256\n'],
  ['PowerShell values without end', ' x\n', 'Algorithm : SHA256\nPath : '],
  ['certutil', `MD5 hash of f:\n${md5}\n`],
  ['certutil headings', 'MD5 hash of f:\n'],
  ['integrity', `sha256-${base64} `],
  ['magnet', `&xt=urn:md5:${md5}`, 'magnet:?'],
  ['percent', '%', 'magnet:?xt='],
  ['header members', `,md5=:${base64}:`, `sha-256=:${base64}:`],
  ['Cyrillic', 'а'],
];

describe('a hostile text of 1 MiB', () => {
  const sizes = [maxChecksumBytes / 4, maxChecksumBytes].map((bytes) => bytes - 200);
  let slowest = { what: '', wholeMs: 0 };
  afterAll(() => {
    console.log(`Slowest 1 MiB: ${slowest.what}, ${Math.round(slowest.wholeMs)} ms.`);
  });

  // The clock of a busy machine may be wrong once, not three times.
  it.each(hostile.map(([what, unit, head, tail]) => ({ what, unit, head, tail })))(
    'takes linear time: $what',
    { retry: 2 },
    ({ what, unit, head = '', tail = '' }) => {
      const [quarterMs = 0, wholeMs = 0] = sizes.map((bytes) => {
        const times = Math.floor((bytes - head.length - tail.length) / Buffer.byteLength(unit));
        const text = head + unit.repeat(times) + tail;
        return Math.min(...[1, 2].map(() => timeOf(text)));
      });
      if (wholeMs > slowest.wholeMs) slowest = { what, wholeMs };
      expect(wholeMs).toBeLessThan(5000);
      // Below that, the compiler, the garbage collector and other programs say more than the parser.
      expect(wholeMs / Math.max(quarterMs, 20)).toBeLessThan(10);
    },
  );

  it('is refused when longer, before anything is read', () => {
    expect(timeOf('0'.repeat(64 * maxChecksumBytes))).toBeLessThan(1000);
  });

  it('of 32 MiB is read when it may be so long, as the list of a Debian archive', () => {
    const stanzas = Math.floor((32 * maxChecksumBytes) / packages.length);
    const parsed = parseChecksums(packages.repeat(stanzas), { maxBytes: 64 * maxChecksumBytes });
    expect(parsed.kind === 'list' && parsed.entries.length).toBe(2 * stanzas);
  });
});

/** Milliseconds. */
function timeOf(text: string): number {
  const start = performance.now();
  parseChecksums(text);
  return performance.now() - start;
}

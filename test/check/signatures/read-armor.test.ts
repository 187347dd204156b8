import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { lineAt } from '../../../src/check/signatures/lines';
import { readArmor } from '../../../src/check/signatures/read-armor';
import { dropped, pasted } from './documents';
import { nistp256Key, nistp256List } from './signed-samples';

/** When the samples were made. */
const now = 1_795_257_613_000;
const MiB = 1024 * 1024;

async function sourcesUnder(header: string): Promise<string[]> {
  const text = nistp256List.replace('Hash: SHA256\n', header);
  const { lists, questions } = await readEvidence([pasted(text), pasted(nistp256Key)], [], now);
  const codes = questions.map(({ problem }) => problem.code);
  return [...lists.map(({ source }) => source), ...codes];
}

describe('the headers of a signed text', () => {
  it.each([
    '',
    'Hash: SHA256\n',
    'Hash: SHA256  \n',
    'Hash: SHA256\r\n',
    'Hash: SHA512\n',
    'Hash: SHA256,SHA512\n',
    'Hash: MD5, SHA1, RIPEMD160, SHA224, SHA384, SHA3-256, SHA3-512\n',
    'Hash: SHA1\nHash: SHA256\n',
  ])('may be %j', async (header) => {
    expect(await sourcesUnder(header)).toEqual(['signed-list']);
  });

  const hex = '0'.repeat(64);
  it.each([
    `Hash: ${hex}  f.iso\n`,
    `Hash: SHA256\nHash: ${hex}  f.iso\n`,
    `Hash: SHA256 ${hex}  f.iso\n`,
    `Hash: SHA256, ${hex}\n`,
    'Hash: SHA256,\n',
    'Hash: ,SHA256\n',
    'Hash: SHA256 SHA512\n',
    'Hash: SHA257\n',
    'Hash: \n',
    'Hash:\n',
    'Hash\n',
    ' Hash: SHA256\n',
    'Comment: SHA256\n',
    'Version: 1\n',
    'Charset: UTF-8\n',
    'NotDashEscaped: You need GnuPG to verify this message\n',
    `${hex}  f.iso\n`,
    `Hash: ${'SHA256, '.repeat(40)}SHA256\n`,
  ])('may not be %j', async (header) => {
    expect(await sourcesUnder(header)).toEqual(['check/unreadable-signature']);
  });
});

describe('what a signed text says', () => {
  it.each<[string, string, string]>([
    ['nothing', '', ''],
    ['one line', 'a\n', 'a'],
    ['an empty line', '\n', ''],
    ['empty lines', '\n\n\n', '\r\n\r\n'],
    ['several lines', 'a\nb\n', 'a\r\nb'],
    ['CR LF', 'a\r\nb\r\n', 'a\r\nb'],
    ['white space at line ends', ' a \t\n\tb\t \r\n', ' a\r\n\tb'],
    ['lines of white space', ' \n\t\na\n', '\r\n\r\na'],
    ['dashes', '- -a\n- - b\n- \n-c\n- d\n', '-a\r\n- b\r\n\r\n-c\r\nd'],
    ['a dash alone', '-\n--\n-----\n', '-\r\n--\r\n-----'],
    [
      'an end that is none',
      '-----END PGP SIGNED MESSAGE-----\n',
      '-----END PGP SIGNED MESSAGE-----',
    ],
    ['an escaped beginning', '- -----BEGIN PGP SIGNATURE-----\n', '-----BEGIN PGP SIGNATURE-----'],
    ['other letters', 'früh\n', 'früh'],
    ['a carriage return inside', 'a\rb\n', 'a\rb'],
  ])('%s', (_what, text, signed) => {
    const end = '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n';
    const bytes = new TextEncoder().encode(`-----BEGIN PGP SIGNED MESSAGE-----\n\n${text}${end}x`);
    const block = readArmor(bytes, lineAt(bytes, 0));
    if (block?.kind !== 'clearsigned') throw new Error('no signed text');
    expect(new TextDecoder().decode(block.signed)).toBe(signed);
    expect(block.signatures).toEqual(new Uint8Array(3));
    expect(block.end).toBe(bytes.length - 1);
  });

  it('is not larger in memory than its line ends make it', () => {
    const head = '-----BEGIN PGP SIGNED MESSAGE-----\n\n';
    const end = '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n';
    const bytes = new TextEncoder().encode(`${head}${'\n'.repeat(MiB)}${end}`);
    const block = readArmor(bytes, lineAt(bytes, 0));
    if (block?.kind !== 'clearsigned') throw new Error('no signed text');
    expect(block.signed.buffer.byteLength).toBeLessThanOrEqual(2 * MiB);
  });

  it.each<[string, string]>([
    ['blank lines', '\n'],
    ['dashes', '-\n'],
    ['more dashes', '-----\n'],
    ['spaces', ' \n'],
  ])('takes time that grows no faster than it does, up to 4 MiB of %s', async (_what, unit) => {
    const msOf = async (size: number) => {
      const text = unit.repeat(size / unit.length);
      const signed = nistp256List.replace(/^0802.*\n/m, () => text);
      const documents = [dropped('SHA256SUMS.asc', signed), pasted(nistp256Key)];
      const start = performance.now();
      const { lists, questions } = await readEvidence(documents, [], now);
      expect(lists).toEqual([]);
      expect(questions.length).toBeGreaterThan(0);
      return performance.now() - start;
    };
    const quarter = await msOf(MiB);
    // A clock alone measures the machine: quadratic time would be sixteen times as long.
    expect(await msOf(4 * MiB)).toBeLessThan(10 * Math.max(quarter, 50));
  });
});

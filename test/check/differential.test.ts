import { blake2b } from '@noble/hashes/blake2.js';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import {
  blake2bBits,
  isBlake2b,
  rowOf,
  type DigestAlgorithm,
} from '../../src/base/digest-algorithms';
import { algorithmNamed } from '../../src/check/formats/algorithm-name';
import { decodeText } from '../../src/check/formats/decode-text';
import { parseChecksums } from '../../src/check/parse-checksums';
import { naughtyNames } from './formats/naughty-names';

/** One way to call one tool. */
interface Call {
  readonly tool: string;
  readonly args: readonly string[];
  /** `unsupported`: recognised as a kind that nothing here computes. */
  readonly algorithm: DigestAlgorithm | 'unsupported';
  /** Whether the output says which algorithm it is. */
  readonly says: boolean;
  /** Names that are not read back. */
  readonly odd?: Odd;
}

/** What becomes of a name that a tool prints as if it were something else, and why. */
type Odd = readonly (readonly [why: string, is: (name: string) => boolean, outcome: Outcome])[];
/** The code of a problem, or the name that is read instead. */
type Outcome =
  | 'not opened by the tool'
  | { readonly refused: string }
  | { readonly readAs: (name: string) => string | undefined };

const notAChecksum: Outcome = { refused: 'check/not-a-checksum' };
const empty: Outcome = { refused: 'check/empty' };
const hasLineFeed = (name: string) => name.includes('\n');
const hasReturn = (name: string) => name.includes('\r');
const hasOtherControl = (name: string) => /(?![\t\n\r])[\p{Cc}\p{Zl}\p{Zp}]/u.test(name);
const isComment = (name: string) => /^[#;]/.test(name);
const isLabel = (name: string) => name === 'SHA256';

const rawControl: Odd = [
  ['every tool prints such a character in a name as it is', hasOtherControl, notAChecksum],
];
const rawReturn: Odd = [
  ['the tool prints a carriage return in a name as it is', hasReturn, notAChecksum],
];
const rawLineEnds: Odd = [
  ['the tool prints a line feed in a name as it is', hasLineFeed, notAChecksum],
  ...rawReturn,
];
/** Lines of SFV files, with digests of so many digits. */
function sfvReasons(digits: number): Odd {
  return [
    ...rawLineEnds,
    ['such a line is a comment in an SFV file', isComment, empty],
    [
      'a name that is an algorithm’s is read as one',
      isLabel,
      digits === 64 ? { readAs: () => undefined } : { refused: 'check/cut-short' },
    ],
    ['it could be a digest and a name', (name) => /^[0-9a-f]{64}$/.test(name), notAChecksum],
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'names-'));
for (const name of naughtyNames) writeFileSync(join(folder, name), contentOf(name));
let count = 0;
let oddCount = 0;

afterAll(() => {
  rmSync(folder, { recursive: true });
  console.log(
    `${count} names read back as the tool was given them, ${oddCount} in the tables of reasons.`,
  );
});

/** Every file has bytes of its own, so that a digest with the wrong name is noticed. */
function contentOf(name: string): string {
  return `These are the bytes of ${JSON.stringify(name)}.\n`;
}

function digestOf(name: string, algorithm: DigestAlgorithm): string {
  const bytes = Buffer.from(contentOf(name));
  if (algorithm === 'crc32') return crc32(bytes).toString(16).padStart(8, '0');
  if (isBlake2b(algorithm)) {
    const dkLen = blake2bBits(algorithm) / 8;
    return Buffer.from(blake2b(bytes, { dkLen })).toString('hex');
  }
  const name64 = { 'sha512-256': 'sha512-256', 'blake2s-256': 'blake2s256' }[algorithm as string];
  return createHash(name64 ?? algorithm)
    .update(bytes)
    .digest('hex');
}

function run(tool: string, args: readonly string[]): string {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', GNUPGHOME: folder };
  return execFileSync(tool, args, {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  }).toString();
}

/** Not every tool knows `--`. */
function argumentFor(name: string): string {
  return name.startsWith('-') ? `./${name}` : name;
}

function readBack(call: Call, names: readonly string[]): void {
  const parsed = parseChecksums(run(call.tool, [...call.args, ...names.map(argumentFor)]));
  expect(parsed).toMatchObject({ kind: 'list' });
  if (parsed.kind !== 'list') return;
  expect(parsed.entries.map(({ name }) => name)).toEqual(
    names.map((name) => (call.tool === 'rhash' ? name : argumentFor(name))),
  );
  for (const [i, { digest }] of parsed.entries.entries()) {
    count++;
    if (digest.kind === 'unsupported') expect(call.algorithm).toBe('unsupported');
    else if (call.algorithm !== 'unsupported') {
      expect(digest.hex).toBe(digestOf(names[i] ?? '', call.algorithm));
      if (call.says) expect(digest.algorithms).toEqual([call.algorithm]);
      else expect(digest.algorithms).toContain(call.algorithm);
    } else expect.unreachable('a digest of a kind that nothing here computes');
  }
}

function meetReason(call: Call, name: string, outcome: Outcome): void {
  if (outcome === 'not opened by the tool') {
    expect(() => run(call.tool, [...call.args, argumentFor(name)])).toThrow(/No such file/);
    return;
  }
  const parsed = parseChecksums(run(call.tool, [...call.args, argumentFor(name)]));
  oddCount++;
  if ('refused' in outcome) expect(parsed).toMatchObject({ problem: { code: outcome.refused } });
  else
    expect(parsed.kind === 'problem' ? parsed.problem : parsed.entries[0]?.name).toBe(
      outcome.readAs(name),
    );
}

function differential(calls: readonly Call[]): void {
  it.each(calls.map((call) => ({ call, title: [call.tool, ...call.args].join(' ') })))(
    '$title',
    ({ call }) => {
      const reasonFor = (name: string) =>
        [...rawControl, ...(call.odd ?? [])].find(([, is]) => is(name));
      readBack(
        call,
        naughtyNames.filter((name) => !reasonFor(name)),
      );
      for (const name of naughtyNames) {
        const outcome = reasonFor(name)?.[2];
        if (outcome) meetReason(call, name, outcome);
      }
    },
  );
}

const shaTools: readonly (readonly [tool: string, algorithm: DigestAlgorithm])[] = [
  ['md5sum', 'md5'],
  ['sha1sum', 'sha1'],
  ['sha224sum', 'sha224'],
  ['sha256sum', 'sha256'],
  ['sha384sum', 'sha384'],
  ['sha512sum', 'sha512'],
  ['b2sum', 'blake2b-512'],
];

describe('coreutils', () => {
  differential(
    shaTools.flatMap(([tool, algorithm]): Call[] => [
      { tool, algorithm, says: false, args: [] },
      { tool, algorithm, says: false, args: ['-b'] },
      { tool, algorithm, says: true, args: ['--tag'] },
    ]),
  );
  differential(
    [8, 128, 160, 256, 384, 504].flatMap((bits): Call[] => {
      const call = { tool: 'b2sum', algorithm: `blake2b-${bits}` } as const;
      const isUsual = [128, 160, 256, 384].includes(bits);
      const tagged: Call = { ...call, says: true, args: ['-l', String(bits), '--tag'] };
      return isUsual ? [tagged, { ...call, says: false, args: ['-l', String(bits)] }] : [tagged];
    }),
  );
  differential(
    shaTools.flatMap(([tool, algorithm]): Call[] => {
      const name = tool === 'b2sum' ? 'blake2b' : tool.replace('sum', '');
      return [
        { tool: 'cksum', algorithm, says: true, args: ['-a', name] },
        { tool: 'cksum', algorithm, says: false, args: ['-a', name, '--untagged'] },
      ];
    }),
  );
  differential([
    { tool: 'cksum', algorithm: 'unsupported', says: true, args: ['-a', 'sm3'] },
    ...['crc', 'bsd', 'sysv'].map((name): Call => ({
      tool: 'cksum',
      algorithm: 'unsupported',
      says: false,
      args: ['-a', name],
      odd: rawLineEnds,
    })),
  ]);

  it.each([
    ['-z puts NUL between entries, which no text has', ['sha256sum', '-z'], 'check/not-a-checksum'],
    ['8 bits are 2 digits without a name', ['b2sum', '-l', '8'], 'check/cut-short'],
    [
      '504 bits are no length that a bare digest can have',
      ['b2sum', '-l', '504'],
      'check/cut-short',
    ],
  ])('refused: %s', (_why, [tool = '', ...args], code) => {
    expect(parseChecksums(run(tool, [...args, 'plain.iso']))).toMatchObject({ problem: { code } });
  });

  it('is no text with -z', () => {
    expect(decodeText(Buffer.from(run('sha256sum', ['-z', 'plain.iso'])))).toBeUndefined();
  });

  it('has no name when it reads a pipe', () => {
    const hex = run('sha256sum', ['plain.iso']).slice(0, 64);
    for (const line of [`${hex}  -`, `SHA256 (-) = ${hex}`])
      expect(parseChecksums(line)).toMatchObject({
        kind: 'digests',
        entries: [{ digest: { hex } }],
      });
  });
});

describe('shasum', () => {
  const algorithms: readonly (readonly [
    number: string,
    algorithm: DigestAlgorithm | 'unsupported',
  ])[] = [
    ['1', 'sha1'],
    ['224', 'sha224'],
    ['256', 'sha256'],
    ['384', 'sha384'],
    ['512', 'sha512'],
    ['512256', 'sha512-256'],
  ];
  differential(
    algorithms.flatMap(([number, algorithm]): Call[] => [
      { tool: 'shasum', algorithm, says: false, args: ['-a', number], odd: rawReturn },
      { tool: 'shasum', algorithm, says: false, args: ['-a', number, '-b'], odd: rawReturn },
      { tool: 'shasum', algorithm, says: true, args: ['-a', number, '--tag'], odd: rawReturn },
    ]),
  );
  differential([
    {
      tool: 'shasum',
      algorithm: 'unsupported',
      says: true,
      args: ['-a', '512224', '--tag'],
      odd: rawReturn,
    },
  ]);

  it.each([
    ['U', '-U'],
    ['^', '-0'],
  ])('“%s” of %s can’t be told from the beginning of a name, so no file has it', (sign, option) => {
    const parsed = parseChecksums(run('shasum', ['-a', '256', option, 'plain.iso']));
    expect(parsed).toMatchObject({ kind: 'list', entries: [{ name: `${sign}plain.iso` }] });
  });
});

describe('openssl dgst', () => {
  const listed = run('openssl', ['dgst', '-list']).match(/(?<=^|\s)-\S+/gm) ?? [];
  const known = listed.flatMap((option) => {
    const name = algorithmNamed(option.slice(1));
    return name?.kind === 'known' ? [{ option, algorithm: name.algorithm }] : [];
  });

  it('lists all that it has in common with this app', () => {
    expect(new Set(known.map(({ algorithm }) => algorithm)).size).toBe(13);
  });
  differential(
    known.flatMap(({ option, algorithm }): Call[] => [
      { tool: 'openssl', algorithm, says: true, args: ['dgst', option], odd: rawLineEnds },
      { tool: 'openssl', algorithm, says: true, args: ['dgst', '-c', option], odd: rawLineEnds },
      { tool: 'openssl', algorithm, says: false, args: ['dgst', '-r', option], odd: rawReturn },
    ]),
  );
  differential(
    ['-sm3', '-shake128', '-shake256', '-ripemd160', '-sha512-224', '-md5-sha1'].map(
      (option): Call => ({
        tool: 'openssl',
        algorithm: 'unsupported',
        says: true,
        args: ['dgst', option],
        odd: rawLineEnds,
      }),
    ),
  );

  it('does not say with -r that it is of another kind with as many digits', () => {
    const parsed = parseChecksums(run('openssl', ['dgst', '-r', '-sm3', 'plain.iso']));
    expect(parsed).toMatchObject({ kind: 'list', entries: [{ digest: { kind: 'digest' } }] });
  });
});

describe('gpg --print-md', () => {
  const odd = (algorithm: DigestAlgorithm): Odd => [
    ...rawLineEnds,
    [
      'a name that is an algorithm’s is read as one',
      isLabel,
      algorithm === 'sha256' ? { readAs: () => undefined } : { refused: 'check/cut-short' },
    ],
  ];
  differential(
    (['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const).map((algorithm): Call => ({
      tool: 'gpg',
      algorithm,
      says: true,
      args: ['--print-md', algorithm],
      odd: odd(algorithm),
    })),
  );

  it('prints all kinds of all files', () => {
    const isPlain = (name: string) => !/(?!\t)[\p{Cc}\p{Zl}\p{Zp}]/u.test(name) && !isLabel(name);
    const names = naughtyNames.filter(isPlain);
    const parsed = parseChecksums(run('gpg', ['--print-md', '*', ...names.map(argumentFor)]));
    const kinds = ['md5', 'sha1', '', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
    const expected = names.flatMap((name) =>
      kinds.map((kind) => [argumentFor(name), kind && digestOf(name, kind)]),
    );
    expect(parsed.kind).toBe('list');
    if (parsed.kind !== 'list') return;
    expect(
      parsed.entries.map(({ name, digest }) => [name, digest.kind === 'digest' ? digest.hex : '']),
    ).toEqual(expected);
    count += expected.length;
  });

  it('prints RIPEMD-160 exactly as SHA-1', () => {
    const parsed = parseChecksums(run('gpg', ['--print-md', 'ripemd160', 'plain.iso']));
    expect(parsed).toMatchObject({ entries: [{ digest: { algorithms: ['sha1'] } }] });
  });
});

describe('rhash', () => {
  const backslash: Odd = [
    [
      'rhash takes a backslash for a slash',
      (name) => name.includes('\\'),
      'not opened by the tool',
    ],
  ];
  const lineFeed: Odd = [...backslash, ...rawLineEnds];
  const sfv = (algorithm: DigestAlgorithm): Odd => [
    ...backslash,
    ...sfvReasons(rowOf(algorithm).hexLength),
  ];
  const options: readonly (readonly [option: string, algorithm: DigestAlgorithm])[] = [
    ['--crc32', 'crc32'],
    ['--md5', 'md5'],
    ['--sha1', 'sha1'],
    ['--sha224', 'sha224'],
    ['--sha256', 'sha256'],
    ['--sha384', 'sha384'],
    ['--sha512', 'sha512'],
    ['--sha3-224', 'sha3-224'],
    ['--sha3-256', 'sha3-256'],
    ['--sha3-384', 'sha3-384'],
    ['--sha3-512', 'sha3-512'],
    ['--blake2s', 'blake2s-256'],
    ['--blake2b', 'blake2b-512'],
  ];
  differential(
    options.flatMap(([option, algorithm]): Call[] => [
      { tool: 'rhash', algorithm, says: false, args: [option, '--simple'], odd: lineFeed },
      { tool: 'rhash', algorithm, says: true, args: [option, '--bsd'], odd: lineFeed },
      {
        tool: 'rhash',
        algorithm,
        says: true,
        args: [option, '--bsd', '--uppercase'],
        odd: lineFeed,
      },
      {
        tool: 'rhash',
        algorithm,
        says: true,
        args: [option, '--bsd', '--base32'],
        odd: lineFeed,
      },
      {
        tool: 'rhash',
        algorithm,
        says: true,
        args: [option, '--bsd', '--base64'],
        odd: lineFeed,
      },
      { tool: 'rhash', algorithm, says: false, args: [option, '--sfv'], odd: sfv(algorithm) },
    ]),
  );

  const plain = ['plain.iso', 'two  spaces.iso', 'файл.iso'];
  it('prints several digests of a file on one line', () => {
    const parsed = parseChecksums(
      run('rhash', ['--crc32', '--md5', '--sha1', '--sha256', '--sha512', ...plain]),
    );
    const kinds = ['crc32', 'md5', 'sha1', 'sha256', 'sha512'] as const;
    expect(parsed).toMatchObject({
      kind: 'list',
      entries: plain.flatMap((name) =>
        kinds.map((kind) => ({ name, digest: { hex: digestOf(name, kind) } })),
      ),
    });
    count += plain.length * kinds.length;
  });

  it.each(plain)('prints a magnet link and a BSD list of all kinds: %s', (name) => {
    for (const args of [
      ['-a', '--magnet'],
      ['-a', '--bsd'],
    ]) {
      const parsed = parseChecksums(run('rhash', [...args, name]));
      const hexes =
        parsed.kind === 'problem'
          ? []
          : parsed.entries.map(({ digest }) => (digest.kind === 'digest' ? digest.hex : ''));
      expect(hexes).toEqual(
        expect.arrayContaining(options.map(([, algorithm]) => digestOf(name, algorithm))),
      );
      count += options.length;
    }
  });

  it.each([
    [
      'which of several digests of one length is which, it does not say',
      ['--sha256', '--sha3-256'],
      'check/not-a-checksum',
    ],
    ['of all kinds on one line, several have one length', ['-a'], 'check/not-a-checksum'],
    [
      'base32 without the kind’s name can be many things',
      ['--sha256', '--base32'],
      'check/not-a-checksum',
    ],
    ['an eDonkey link is no digest of the bytes alone', ['--ed2k-link'], 'check/not-a-file-hash'],
    ['nor is an info hash', ['--btih', '--magnet'], 'check/not-a-file-hash'],
  ])('refused: %s', (_why, args, code) => {
    expect(parseChecksums(run('rhash', [...args, 'plain.iso']))).toMatchObject({
      problem: { code },
    });
  });
});

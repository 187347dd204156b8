import { describe, expect, it } from 'vitest';
import { algorithmsOfHexLength, type DigestAlgorithm } from '../../src/base/digest-algorithms';
import { Problem } from '../../src/base/problem';
import {
  noEvidence,
  type BackedList,
  type Evidence,
  type FoundKey,
} from '../../src/check/evidence';
import type { ListEntry } from '../../src/check/list-entry';
import { matchEvidence, recogniseBytes } from '../../src/check/match-evidence';
import type { ChainLink } from '../../src/release/chain';
import type { SignatureExpectation } from '../../src/release/expectation';
import { signatureExpectation } from './expectations';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const md5 = 'c'.repeat(32);
const infoHash = 'd'.repeat(40);

function line(
  hex: string,
  name: string | undefined,
  algorithms: ListEntry['digest'] | readonly DigestAlgorithm[] = ['sha256'],
  size?: number,
): ListEntry {
  const [first = 'sha256', ...rest] = 'kind' in algorithms ? [] : algorithms;
  const digest =
    'kind' in algorithms
      ? algorithms
      : ({ kind: 'digest', hex, algorithms: [first, ...rest] } as const);
  return { name, digest, size };
}

function list(entries: readonly ListEntry[], change: Partial<BackedList> = {}): BackedList {
  return { entries, source: 'list', chain: [], problem: undefined, ...change };
}

const key: ChainLink = {
  kind: 'key',
  scheme: 'openpgp',
  fingerprint: 'ABCD1234ABCD1234',
  owner: 'Ann <ann@example.org>',
  trust: { kind: 'brought' },
};
const chain: readonly ChainLink[] = [
  { kind: 'list', title: 'SHA256SUMS', lineCount: 2 },
  { kind: 'signature', scheme: 'openpgp', madeAt: undefined, comment: undefined },
  key,
];
const ripemd = { kind: 'unsupported', label: 'RIPEMD-160' } as const;

function match(
  lists: readonly BackedList[],
  change: Partial<Evidence> = {},
  file: { name: string; infoHash?: string } = { name: 'f.iso' },
) {
  return matchEvidence({ ...noEvidence, lists, ...change }, file);
}

/** What an expectation of the SHA-256 `hex` looks like. */
const sha256 = (hex: string, rest: object = {}) => ({
  kind: 'digest',
  digest: { algorithm: 'sha256', hex },
  orElse: [],
  source: 'list',
  name: 'f.iso',
  size: undefined,
  chain: [],
  ...rest,
});
const nothing = { expectations: [], summary: '', question: undefined };
const asks = (code: string, detail?: string) => ({
  problem: detail === undefined ? { code } : { code, detail },
  chain: [],
});

describe('matchEvidence: digests on their own', () => {
  it('has nothing to say without evidence', () => {
    expect(match([])).toEqual(nothing);
    expect(match([list([])])).toEqual(nothing);
  });

  it('takes a digest without a name for the file', () => {
    expect(match([list([line(a, undefined)], { source: 'pasted' })])).toEqual({
      expectations: [sha256(a, { source: 'pasted', name: undefined })],
      summary: 'A SHA-256, on its own.',
      question: undefined,
    });
  });

  it.each<[number, string]>([
    [8, 'A CRC-32, on its own.'],
    [40, 'A number of 40 digits: SHA-1, or else BLAKE2b-160.'],
    [64, 'A number of 64 digits: SHA-256, or else SHA3-256, BLAKE3 or another.'],
  ])('says what %i digits may be', (length, summary) => {
    const algorithms = algorithmsOfHexLength(length);
    const [algorithm, ...orElse] = algorithms;
    const hex = 'a'.repeat(length);
    const matched = match([list([line(hex, undefined, algorithms)])]);
    expect(matched.summary).toBe(summary);
    expect(matched.expectations).toMatchObject([{ digest: { algorithm, hex }, orElse }]);
  });

  it('does not take an info hash for a digest', () => {
    const bare = line(infoHash, undefined, ['sha1', 'blake2b-160']);
    const matched = match([list([bare])], {}, { name: 'f.iso', infoHash });
    expect(matched.expectations).toEqual([]);
    expect(matched.question).toMatchObject(asks('check/not-a-file-hash'));
    // Without a torrent, or beside a name, it is digits like any other.
    expect(match([list([bare])]).expectations).toHaveLength(1);
    const named = match(
      [list([line(infoHash, 'f.iso', ['sha1'])])],
      {},
      { name: 'f.iso', infoHash },
    );
    expect(named).toMatchObject({ question: undefined, expectations: [{ name: 'f.iso' }] });
  });
});

describe('matchEvidence: lists', () => {
  it('takes one line for this file', () => {
    expect(match([list([line(a, 'f.iso', ['sha256'], 7)], { source: 'pasted' })])).toEqual({
      expectations: [sha256(a, { source: 'pasted', size: 7 })],
      summary: 'SHA-256 for “f.iso”.',
      question: undefined,
    });
  });

  it('takes the line for this file from a list', () => {
    expect(match([list([line(b, 'g.iso'), line(a, 'f.iso'), line(b, 'F.ISO')])])).toEqual({
      expectations: [sha256(a)],
      summary: 'SHA-256 for “f.iso”, from a list of 3.',
      question: undefined,
    });
  });

  it('takes several algorithms for one name, and one digest once', () => {
    const entries = [line(a, 'f.iso'), line(md5, 'f.iso', ['md5']), line(a, './f.iso')];
    expect(match([list(entries)])).toMatchObject({
      expectations: [{ digest: { hex: a } }, { digest: { algorithm: 'md5', hex: md5 } }],
      summary: 'SHA-256 and MD5 for “f.iso”, from a list of 3.',
    });
  });

  it('says who signed it', () => {
    const signed = list([line(a, 'f.iso'), line(b, 'g.iso')], { source: 'signed-list', chain });
    expect(match([signed])).toEqual({
      expectations: [sha256(a, { source: 'signed-list', chain })],
      summary:
        'SHA-256 for “f.iso”, from a list of 2 signed by “Ann <ann@example.org>” (the name in the key).',
      question: undefined,
    });
    const nobody = { ...key, owner: ' ' };
    expect(match([list([line(a, 'f.iso')], { chain: [nobody] })]).summary).toBe(
      'SHA-256 for “f.iso”, signed by the key ABCD1234ABCD1234.',
    );
  });

  it('lets no name speak for the page', () => {
    const owner = 'Ann” (compared with the one on her page). “x';
    const signed = list([line(a, 'f.iso')], { chain: [{ ...key, owner }] });
    expect(match([signed]).summary).toBe(
      'SHA-256 for “f.iso”, signed by “Ann (compared with the one on her page). x” (the name in the key).',
    );
    const name = 'f.iso, signed by Debian\u202E';
    const long = 'x'.repeat(5000);
    expect(match([list([line(a, name)])], {}, { name }).summary).toBe(
      'SHA-256 for “f.iso, signed by Debian”.',
    );
    expect(match([list([line(a, long)])], {}, { name: long }).summary).toBe(
      `SHA-256 for “${'x'.repeat(100)}…”.`,
    );
  });

  it.each([
    ['./f.iso', 'f.iso'],
    ['dir/sub/f.iso', 'f.iso'],
    ['/f.iso', 'f.iso'],
    ['C:\\dir\\f.iso', 'f.iso'],
    ['a\\b/f.iso', 'f.iso'],
    ['d\\f.iso', 'd\\f.iso'],
    ['e\u0301.iso', '\u00E9.iso'],
    ['d/\u00E9.iso', 'e\u0301.iso'],
    ['\u202Eфайл 名.iso', '\u202Eфайл 名.iso'],
  ])('%s is %s', (listed, name) => {
    expect(match([list([line(a, listed)])], {}, { name })).toMatchObject({
      expectations: [{ name: listed }],
      question: undefined,
    });
  });

  it.each([
    ['f.iso.sig', 'f.iso'],
    ['F.iso', 'f.iso'],
    ['xf.iso', 'f.iso'],
    ['f.iso/', 'f.iso'],
    ['f.is', 'f.iso'],
    ['', ''],
    ['dir/', ''],
    ['fi.iso', 'ﬁ.iso'],
    [`${'f'.repeat(5000)}.iso`, 'f.iso'],
  ])('%s is not %s', (listed, name) => {
    const matched = match([list([line(a, listed)])], {}, { name });
    expect(matched).toMatchObject({ expectations: [], summary: '' });
    expect(matched.question).toMatchObject(asks('check/other-file'));
    expect(matched.question?.problem.detail).toContain(listed.slice(0, 100));
  });

  it('names how many lines have other names', () => {
    const matched = match([list([line(a, 'g.iso')]), list([line(b, 'h.iso')])]);
    expect(matched.question).toMatchObject(
      asks('check/not-in-list', '2 lines, none of them for “f.iso”.'),
    );
  });

  it('passes over the lists that do not name the file when another one does', () => {
    const inRelease = list([line(b, 'main/Packages'), line(b, 'main/Sources')], { chain });
    const packages = list([line(a, 'pool/f.iso'), line(b, 'pool/g.iso')], { chain });
    const matched = match([inRelease, packages]);
    expect(matched.question).toBeUndefined();
    expect(matched.expectations).toMatchObject([{ name: 'pool/f.iso', digest: { hex: a } }]);
  });

  it('asks about a list beside a digest on its own', () => {
    const matched = match([list([line(a, undefined)]), list([line(a, 'g.iso')])]);
    expect(matched.question).toMatchObject(asks('check/other-file'));
    expect(matched.expectations).toHaveLength(1);
  });

  it('keeps what two lists agree on, each with what is behind it', () => {
    const signed = list([line(a, 'f.iso'), line(b, 'g.iso')], { source: 'signed-list', chain });
    const matched = match([list([line(a, undefined)], { source: 'pasted' }), signed]);
    expect(matched.expectations).toMatchObject([{ source: 'pasted' }, { source: 'signed-list' }]);
    expect(matched.question).toBeUndefined();
  });

  it('takes 60,000 lines for 1,000 files hardly longer than for one', () => {
    const hex = (i: number) => i.toString(16).padStart(64, '0');
    const named = (i: number) => `package_${i}.0-1_amd64.deb`;
    const entries = Array.from({ length: 60_000 }, (_, i) => line(hex(i), `pool/${named(i)}`));
    const evidence: Evidence = { ...noEvidence, lists: [list(entries)] };
    const timeOf = (names: readonly string[]) => {
      const start = performance.now();
      for (const name of names) {
        const matched = matchEvidence(evidence, { name });
        expect(matched.expectations).toHaveLength(matched.question ? 0 : 1);
        const { question } = recogniseBytes(matched, evidence, { sha256: hex(7) });
        expect(question?.problem.code).toBe(matched.question && 'check/other-file');
      }
      return performance.now() - start;
    };
    // The first two read the list: one that it names, and one whose bytes alone are in it.
    const first = timeOf([named(1), named(-1)]);
    const all = timeOf(Array.from({ length: 1000 }, (_, i) => named(i < 500 ? i * 100 : -i)));
    expect(all).toBeLessThan(5 * Math.max(first, 100));
  });

  it('takes 100,000 lines for one file in no time', () => {
    const entries = Array.from({ length: 100_000 }, (_, i) =>
      line(i.toString(16).padStart(8, '0'), i % 2 === 0 ? undefined : 'f.iso', ['crc32']),
    );
    const start = performance.now();
    expect(match([list(entries)]).question).toMatchObject(asks('check/conflict'));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('matchEvidence: what can’t be used', () => {
  const either: readonly DigestAlgorithm[] = ['sha256', 'blake3'];

  it.each<[string, BackedList[], string]>([
    ['in one list', [list([line(a, 'f.iso'), line(b, 'f.iso')])], 'SHA-256'],
    [
      'under another path',
      [list([line(a, 'f.iso'), line(md5, 'f.iso', ['md5']), line(b, 'old/f.iso')])],
      'SHA-256',
    ],
    ['across lists', [list([line(a, 'f.iso')]), list([line(b, 'f.iso')])], 'SHA-256'],
    ['with and without a name', [list([line(a, undefined)]), list([line(b, 'f.iso')])], 'SHA-256'],
    ['of an unnamed kind', [list([line(a, 'f.iso', either), line(b, 'f.iso', either)])], 'SHA-256'],
    ['that is weak', [list([line(md5, 'f.iso', ['md5']), line(a, 'f.iso', ['md5'])])], 'MD5'],
  ])('two different digests %s', (_what, lists, label) => {
    const matched = match(lists);
    expect(matched.question).toMatchObject(asks('check/conflict'));
    expect(matched.question?.problem.detail).toContain(`Two different ${label} for “f.iso”`);
    // All are expected, so that bytes which are neither differ.
    const count = lists.flatMap(({ entries }) => entries).length;
    expect(matched.expectations).toHaveLength(count);
  });

  it.each<[string, (string | undefined)[], string]>([
    ['one name', ['f.iso', 'f.iso'], '.'],
    ['digits alone', [undefined, undefined], '.'],
    [
      'two folders',
      ['amd64/f.iso', 'arm64/f.iso'],
      ': one is for “amd64/f.iso”, the other for “arm64/f.iso”.',
    ],
    [
      'a folder and none',
      ['f.iso', 'old\\f.iso'],
      ': one is for “f.iso”, the other for “old\\f.iso”.',
    ],
    [
      'many',
      ['1/f.iso', '2/f.iso', '3/f.iso', '4/f.iso'],
      ': one is for “1/f.iso”, the other for “4/f.iso”.',
    ],
    ['other letters', ['ф/f.iso', '日/f.iso'], ': one is for “ф/f.iso”, the other for “日/f.iso”.'],
  ])('names the folders of a conflict, if there are any: %s', (_what, names, end) => {
    const entries = names.map((name, i) => line(i === names.length - 1 ? b : a, name));
    const detail = `Two different SHA-256 for “f.iso”${end}`;
    expect(match([list(entries)]).question).toMatchObject(asks('check/conflict', detail));
  });

  it('asks about the fingerprint of a key, and expects nothing of it', () => {
    const fingerprint = 'AB12'.repeat(10);
    const keys = [{ fingerprint: 'AB12AB12AB12AB12' } as FoundKey, { fingerprint } as FoundKey];
    const bare = line(fingerprint.toLowerCase(), undefined, ['sha1', 'blake2b-160']);
    const matched = match([list([bare])], { keys });
    expect(matched).toMatchObject({ expectations: [], question: asks('check/not-a-file-hash') });
    expect(matched.question?.problem.detail).toContain('key');
    // Beside a name, of another key, or of none, it is digits like any other.
    const named = line(fingerprint.toLowerCase(), 'f.iso', ['sha1']);
    expect(match([list([named])], { keys }).expectations).toHaveLength(1);
    expect(match([list([line(infoHash, undefined, ['sha1'])])], { keys }).question).toBeUndefined();
    expect(match([list([bare])]).question).toBeUndefined();
    // A fingerprint of version 6 has as many digits as a SHA-256.
    const long = [{ fingerprint: a.toUpperCase() } as FoundKey];
    expect(match([list([line(a, undefined)])], { keys: long }).expectations).toEqual([]);
  });

  it('is no conflict when digests are of different kinds, or for different files', () => {
    const entries = [line(a, 'f.iso'), line(b, 'f.iso', ['blake3']), line(b, 'g.iso')];
    expect(match([list(entries)])).toMatchObject({
      question: undefined,
      expectations: [{ digest: { hex: a } }, { digest: { hex: b } }],
    });
  });

  it('a kind that is not computed here, if there is no other', () => {
    expect(match([list([line('', 'f.iso', ripemd)])])).toMatchObject({
      expectations: [],
      question: asks('check/unknown-kind', 'The checksum is a RIPEMD-160.'),
    });
    expect(match([list([line('', undefined, ripemd)])]).question).toMatchObject(
      asks('check/unknown-kind'),
    );
    expect(match([list([line('', 'f.iso', ripemd), line(a, 'f.iso')])])).toMatchObject({
      expectations: [{ digest: { hex: a } }],
      question: undefined,
    });
  });

  it('a list that vouches for nothing, with what is behind it', () => {
    const problem = new Problem('check/bad-signature');
    const forged = list([line(a, 'f.iso')], { source: 'signed-list', chain, problem });
    expect(match([forged])).toEqual({ ...nothing, question: { problem, chain } });
    // Not even when another list is in order, or when it does not name the file.
    expect(match([list([line(a, 'f.iso')]), { ...forged, entries: [] }]).question).toEqual({
      problem,
      chain,
    });
  });

  it('whatever the reader could not use', () => {
    const question = { problem: new Problem('check/unknown-key'), chain };
    const matched = match([list([line(a, 'f.iso')])], { questions: [question] });
    expect(matched).toMatchObject({ expectations: [sha256(a)], question });
  });
});

describe('matchEvidence: signatures over the file', () => {
  const signature = (name: string | undefined, id = 's1') =>
    signatureExpectation(id, { name, chain: [key] });

  it.each<[string, SignatureExpectation[], number, string | undefined]>([
    ['without a name', [signature(undefined)], 1, undefined],
    ['with its name', [signature('f.iso')], 1, undefined],
    ['under a path', [signature('dir\\f.iso')], 1, undefined],
    ['with another name', [signature('g.iso')], 0, 'check/other-file'],
    ['with an empty name', [signature('')], 0, 'check/other-file'],
    ['and another', [signature('g.iso', 's2'), signature('f.iso')], 1, undefined],
    [
      'beside one without a name',
      [signature('g.iso', 's2'), signature(undefined)],
      1,
      'check/other-file',
    ],
  ])('%s', (_what, signatures, count, code) => {
    const matched = match([], { signatures });
    expect(matched.expectations).toHaveLength(count);
    expect(matched.question?.problem.code).toBe(code);
    const summary = 'A signature over the file, by “Ann <ann@example.org>” (the name in the key).';
    expect(matched.summary).toBe(count === 1 ? summary : '');
  });

  it('goes with a list', () => {
    const matched = match([list([line(a, 'f.iso')])], { signatures: [signature(undefined)] });
    expect(matched.expectations).toMatchObject([{ kind: 'digest' }, { kind: 'signature' }]);
    expect(matched.summary).toBe(
      'SHA-256 for “f.iso”. A signature over the file, by “Ann <ann@example.org>” (the name in the key).',
    );
  });
});

describe('recogniseBytes', () => {
  const named = (...names: string[]) =>
    ({ ...noEvidence, lists: [list(names.map((name) => line(a, name)))] }) satisfies Evidence;
  const recognise = (evidence: Evidence, hex: string, name = 'f.iso') =>
    recogniseBytes(matchEvidence(evidence, { name }), evidence, { sha256: hex }).question?.problem;

  it('says under which names a list has these bytes', () => {
    expect(recognise(named('g.iso', 'h.iso'), a)).toMatchObject({
      code: 'check/other-file',
      detail: 'In the list, these bytes are “g.iso”, “h.iso”.',
    });
    expect(recognise(named('g.iso'), a)?.detail).toBe('In the list, these bytes are “g.iso”.');
  });

  it('names no more than three', () => {
    expect(recognise(named('1', '2', '3', '4', '5'), a)?.detail).toBe(
      'In the list, these bytes are “1”, “2”, “3” and 2 more.',
    );
  });

  it('says nothing else of bytes that the list does not know, or of a file that it names', () => {
    expect(recognise(named('g.iso', 'h.iso'), b)?.code).toBe('check/not-in-list');
    expect(recognise(named('f.iso', 'g.iso'), a)).toBeUndefined();
    expect(recognise(noEvidence, a)).toBeUndefined();
  });

  it('asks no list that vouches for nothing', () => {
    const problem = new Problem('check/bad-signature');
    const evidence = { ...noEvidence, lists: [list([line(a, 'g.iso')], { problem })] };
    expect(recognise(evidence, a)).toBe(problem);
  });
});

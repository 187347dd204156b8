import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStrong, type DigestAlgorithm } from '../../src/base/digest-algorithms';
import { decideVerdict, neededAlgorithms } from '../../src/check/decide-verdict';
import type { Digests, FileFacts } from '../../src/check/verdict';
import type { Expectation, ExpectationSource } from '../../src/release/expectation';
import { digestExpectation, hexOf, signatureExpectation } from './expectations';

const all: Digests = {
  crc32: hexOf('crc32'),
  md5: hexOf('md5'),
  sha1: hexOf('sha1'),
  sha224: hexOf('sha224'),
  sha256: hexOf('sha256'),
  sha512: hexOf('sha512'),
  'blake2b-248': hexOf('blake2b-248'),
};
const facts = (change: Partial<FileFacts> = {}): FileFacts => ({
  size: 1000,
  digests: all,
  signatures: {},
  ...change,
});

/** One that fits, unless told another digit. */
function expectation(source: ExpectationSource, algorithm: DigestAlgorithm, digit = '1') {
  return digestExpectation(algorithm, { source, hex: hexOf(algorithm, digit) });
}

const signed = signatureExpectation();
const valid = { s1: 'valid' } as const;
const broken = { s1: 'broken' } as const;

describe('decideVerdict', () => {
  it('has nothing to check without expectations', () => {
    expect(decideVerdict([], facts())).toEqual({ kind: 'nothing-to-check' });
  });

  it.each<[string, Expectation[], number]>([
    ['one', [expectation('link', 'sha256')], 0],
    ['a list over a link', [expectation('link', 'sha512'), expectation('list', 'sha256')], 1],
    [
      'a signed list over all',
      (['site', 'list', 'signed-list', 'pasted', 'link'] as const).map((s) =>
        expectation(s, 'sha256'),
      ),
      2,
    ],
    ['pasted over site', [expectation('site', 'sha512'), expectation('pasted', 'sha256')], 1],
    ['site over link', [expectation('link', 'sha512'), expectation('site', 'sha256')], 1],
    ['the strongest of a list', [expectation('list', 'sha256'), expectation('list', 'sha512')], 1],
    [
      'strong from a link over weak from a list',
      [expectation('list', 'md5'), expectation('link', 'sha256')],
      1,
    ],
    ['a signature over a list', [expectation('list', 'sha512'), signed], 1],
    ['a signature over a weak digest', [expectation('list', 'md5'), signed], 1],
    ['a signature over a signed list', [expectation('signed-list', 'sha512'), signed], 1],
    ['a size that fits', [{ ...expectation('list', 'sha256'), size: 1000 }], 0],
  ])('matches by %s', (_what, expectations, by) => {
    const verdict = decideVerdict(expectations, facts({ signatures: valid }));
    expect(verdict).toEqual({ kind: 'matches', by: expectations[by] });
  });

  it.each<[string, Expectation[], number]>([
    ['CRC-32', [expectation('signed-list', 'crc32')], 0],
    ['MD5', [expectation('link', 'md5')], 0],
    ['SHA-1', [expectation('pasted', 'sha1')], 0],
    ['SHA-224', [expectation('pasted', 'sha224')], 0],
    ['BLAKE2b below 256 bits', [expectation('pasted', 'blake2b-248')], 0],
    ['two', [expectation('link', 'sha1'), expectation('list', 'md5')], 1],
  ])('is weak by %s', (_what, expectations, by) => {
    expect(decideVerdict(expectations, facts())).toEqual({ kind: 'weak', by: expectations[by] });
  });

  it.each<[string, Expectation[], number]>([
    ['one', [expectation('link', 'sha256', '2')], 0],
    [
      'one among matches',
      [expectation('signed-list', 'sha512'), expectation('link', 'md5', '2')],
      1,
    ],
    [
      'one of two strong ones',
      [expectation('signed-list', 'sha512'), expectation('signed-list', 'sha256', '2')],
      1,
    ],
    [
      'a weak one that a person brought before the link',
      [expectation('link', 'sha256', '2'), expectation('pasted', 'md5', '2')],
      1,
    ],
    ['site before link', [expectation('link', 'sha256', '2'), expectation('site', 'md5', '2')], 1],
    [
      'strong before weak',
      [expectation('list', 'md5', '2'), expectation('pasted', 'sha256', '2')],
      1,
    ],
    [
      'one that differs, not one that a person brought and that matches',
      [expectation('list', 'sha256'), expectation('link', 'sha256', '2')],
      1,
    ],
    [
      'one changed digit',
      [digestExpectation('sha256', { hex: `${hexOf('sha256').slice(1)}2` })],
      0,
    ],
    ['another size beside equal digits', [{ ...expectation('list', 'sha256'), size: 999 }], 0],
  ])('differs: %s', (_what, expectations, shown) => {
    const expected = expectations[shown];
    const algorithm = expected?.kind === 'digest' ? expected.digest.algorithm : 'sha256';
    expect(decideVerdict(expectations, facts())).toEqual({
      kind: 'differs',
      expected,
      actual: { algorithm, hex: all[algorithm] },
    });
  });

  it.each([0, 999, 1001, 2 ** 53])('differs when the size should be %i', (size) => {
    const expected = digestExpectation('sha512', { size });
    // The size is enough to tell: the digest need not be there.
    expect(decideVerdict([expected], facts({ digests: { sha256: hexOf('sha256') } }))).toEqual({
      kind: 'differs',
      expected,
      actual: { algorithm: 'sha256', hex: hexOf('sha256') },
    });
  });

  it('could not check what was not computed', () => {
    const expectations = [expectation('link', 'sha256'), expectation('list', 'sha512')];
    const digests = { sha256: all.sha256 ?? '' };
    expect(decideVerdict(expectations, facts({ digests }))).toMatchObject({
      kind: 'could-not-check',
      problem: { code: 'check/worker', detail: expect.stringContaining('SHA-512') as string },
    });
  });

  it('differs even when another digest is missing', () => {
    const expectations = [expectation('list', 'sha512'), expectation('link', 'sha256', '2')];
    const digests = { sha256: all.sha256 ?? '' };
    expect(decideVerdict(expectations, facts({ digests }))).toMatchObject({ kind: 'differs' });
  });

  it.each(['', '1', '1'.repeat(32), '1'.repeat(63), '1'.repeat(65), `${'1'.repeat(63)}\u0661`])(
    'takes nothing but the full digest: %s',
    (hex) => {
      const one = digestExpectation('sha256', { hex });
      expect(decideVerdict([one], facts()).kind).toBe('differs');
      const ambiguous = { ...one, orElse: ['sha512', 'md5'] as const };
      if (hex.length !== 32) expect(decideVerdict([ambiguous], facts()).kind).toBe('differs');
    },
  );

  it('takes either case', () => {
    const hex = 'AB'.repeat(32);
    const expected = digestExpectation('sha256', { hex });
    const digests = { sha256: hex.toLowerCase() };
    expect(decideVerdict([expected], facts({ digests })).kind).toBe('matches');
  });

  it('believes no expectation with a broken link behind it', () => {
    const chain = [
      { kind: 'list', title: undefined, lineCount: 1, broken: 'check/bad-signature' },
    ] as const;
    for (const one of [digestExpectation('sha256', { chain }), { ...signed, chain }])
      expect(decideVerdict([one], facts({ signatures: valid }))).toMatchObject({
        kind: 'could-not-check',
        problem: { code: 'check/bad-signature' },
        chain,
      });
  });
});

describe('digests that contradict each other', () => {
  const list = (algorithm: DigestAlgorithm, digit?: string) =>
    expectation('list', algorithm, digit);
  const bare = (digit: string) =>
    digestExpectation('sha256', {
      source: 'pasted',
      hex: hexOf('sha256', digit),
      orElse: ['blake3'],
    });
  const blake3: Digests = { ...all, blake3: hexOf('blake3', '7') };

  it.each<[string, Expectation[], Digests, string]>([
    ['neither fits', [list('sha256', '2'), list('sha256', '3')], all, 'differs'],
    ['one fits', [list('sha256'), list('sha256', '3')], all, 'could-not-check'],
    ['the other fits', [list('sha256', '2'), list('sha256')], all, 'could-not-check'],
    [
      'one of many',
      [list('sha256', '2'), list('sha256', '3'), list('sha256'), list('sha256', '4')],
      all,
      'could-not-check',
    ],
    [
      'from several sources',
      [expectation('signed-list', 'sha256', '2'), expectation('pasted', 'sha256')],
      all,
      'could-not-check',
    ],
    ['weak ones', [list('md5'), list('md5', '3')], all, 'could-not-check'],
    [
      'of two kinds, each with one that fits',
      [list('sha256'), list('md5'), list('sha256', '3'), list('md5', '3')],
      all,
      'could-not-check',
    ],
    [
      'of two kinds, and none of one kind fits',
      [list('sha256'), list('md5', '2'), list('sha256', '3'), list('md5', '3')],
      all,
      'differs',
    ],
    [
      'beside one of another kind that fits',
      [list('sha512'), list('sha256', '2'), list('sha256', '3')],
      all,
      'differs',
    ],
    [
      'beside one of another kind that differs',
      [list('sha512', '2'), list('sha256'), list('sha256', '3')],
      all,
      'differs',
    ],
    [
      'beside a link that fits',
      [expectation('link', 'sha256'), list('sha256'), list('sha256', '3')],
      all,
      'could-not-check',
    ],
    [
      'beside a link that differs',
      [expectation('link', 'sha256', '4'), list('sha256'), list('sha256', '3')],
      all,
      'differs',
    ],
    [
      'of which one has the digits and another size',
      [{ ...list('sha256'), size: 999 }, list('sha256', '3')],
      all,
      'differs',
    ],
    ['of an unnamed kind, one fits', [bare('7'), bare('3')], blake3, 'could-not-check'],
    ['of an unnamed kind, neither fits', [bare('2'), bare('3')], blake3, 'differs'],
    ['of an unnamed kind, each fits as one', [bare('7'), bare('1')], blake3, 'matches'],
    ['that were not computed', [list('sha384', '2'), list('sha384', '3')], all, 'could-not-check'],
    ['the same twice is none', [list('sha256'), list('sha256')], all, 'matches'],
    // What a person brought against the link is no contradiction but the question that was asked.
    ['link and list', [expectation('link', 'sha256'), list('sha256', '3')], all, 'differs'],
    ['site and list', [expectation('site', 'sha256'), list('sha256', '3')], all, 'differs'],
    [
      'link and site',
      [expectation('link', 'sha256'), expectation('site', 'sha256', '3')],
      all,
      'differs',
    ],
  ])('%s', (_what, expectations, digests, kind) => {
    expect(decideVerdict(expectations, facts({ digests })).kind).toBe(kind);
    expect(decideVerdict(expectations.toReversed(), facts({ digests })).kind).toBe(kind);
  });

  it('say so, or which of them the bytes are not', () => {
    const [two, three] = [list('sha256', '2'), list('sha256', '3')];
    expect(decideVerdict([list('sha256'), three], facts())).toMatchObject({
      problem: { code: 'check/conflict' },
      chain: [],
    });
    expect(decideVerdict([two, three], facts())).toMatchObject({ kind: 'differs', expected: two });
  });

  it('are all computed', () => {
    expect(neededAlgorithms([list('sha512', '2'), list('sha512', '3')])).toContain('sha512');
    const known = { sha256: hexOf('sha256') };
    expect(neededAlgorithms([bare('2'), bare('3')], known)).toEqual(['blake3']);
  });
});

describe('digits of an unnamed kind', () => {
  const hex = 'ab'.repeat(32);
  const other = 'cd'.repeat(32);
  const orElse = ['sha3-256', 'blake3'] as const;
  const ambiguous = digestExpectation('sha256', { hex, orElse, source: 'pasted' });

  it.each<[string, Digests, DigestAlgorithm]>([
    ['the likeliest', { sha256: hex }, 'sha256'],
    ['BLAKE3', { sha256: other, 'sha3-256': other, blake3: hex }, 'blake3'],
    ['one, before the others are known', { sha256: other, 'sha3-256': hex }, 'sha3-256'],
  ])('fit as %s', (_what, digests, algorithm) => {
    const by = { ...ambiguous, digest: { algorithm, hex }, orElse: [] };
    expect(decideVerdict([ambiguous], facts({ digests }))).toEqual({ kind: 'matches', by });
  });

  it('differ when they fit as nothing', () => {
    const digests = { sha256: other, 'sha3-256': other, blake3: other };
    expect(decideVerdict([ambiguous], facts({ digests }))).toEqual({
      kind: 'differs',
      expected: ambiguous,
      actual: { algorithm: 'sha256', hex: other },
    });
  });

  it('are an open question while one of the kinds is not computed', () => {
    expect(decideVerdict([ambiguous], facts({ digests: { sha256: other } })).kind).toBe(
      'could-not-check',
    );
  });

  it('are weak when the kind that fits is', () => {
    const digits = 'ab'.repeat(20);
    const one = digestExpectation('sha1', { hex: digits, orElse: ['blake2b-160'] });
    const digests = { sha1: hexOf('sha1'), 'blake2b-160': digits };
    expect(decideVerdict([one], facts({ digests })).kind).toBe('weak');
  });
});

describe('a signature over the file', () => {
  it.each<[string, FileFacts['signatures'], Expectation[], string]>([
    ['valid', valid, [signed], 'matches'],
    ['valid, of a file with another size', valid, [{ ...signed, size: 1 }], 'differs'],
    ['broken', broken, [signed], 'differs'],
    ['broken beside a match', broken, [expectation('list', 'sha256'), signed], 'differs'],
    ['not checked', {}, [signed], 'could-not-check'],
    ['not checked, beside a match', {}, [expectation('list', 'sha256'), signed], 'could-not-check'],
    ['another one valid', { s2: 'valid' }, [signed], 'could-not-check'],
    ['one of two', valid, [signed, signatureExpectation('s2')], 'could-not-check'],
    ['both', { ...valid, s2: 'valid' }, [signed, signatureExpectation('s2')], 'matches'],
    ['valid beside weak', valid, [expectation('link', 'md5'), signed], 'matches'],
    ['valid beside a difference', valid, [expectation('link', 'md5', '2'), signed], 'differs'],
  ])('%s', (_what, signatures, expectations, kind) => {
    expect(decideVerdict(expectations, facts({ signatures })).kind).toBe(kind);
  });

  it.each<[string, FileFacts['signatures'], Expectation[], string]>([
    ['valid', valid, [], 'matches'],
    ['broken', broken, [], 'could-not-check'],
    ['broken beside a match', broken, [expectation('list', 'sha256')], 'could-not-check'],
    ['broken beside a difference', broken, [expectation('list', 'sha256', '2')], 'differs'],
    [
      'broken beside one that is over the file, and broken',
      { ...broken, s2: 'broken' },
      [signatureExpectation('s2')],
      'differs',
    ],
    ['not checked', {}, [], 'could-not-check'],
  ])('that may be over a list: %s', (_what, signatures, others, kind) => {
    const one = signatureExpectation('s1', { mayBeOverList: true });
    for (const expectations of [
      [one, ...others],
      [...others, one],
    ])
      expect(decideVerdict(expectations, facts({ signatures })).kind).toBe(kind);
  });

  it('that may be over a list, and fits neither, breaks at the signature', () => {
    const link = { kind: 'signature', scheme: 'minisign', madeAt: 1, comment: undefined } as const;
    const chain = [
      link,
      { kind: 'key', scheme: 'minisign', fingerprint: '1', owner: '', trust: undefined },
    ] as const;
    const one = signatureExpectation('s1', { mayBeOverList: true, chain });
    expect(decideVerdict([one], facts({ signatures: broken }))).toMatchObject({
      kind: 'could-not-check',
      problem: { code: 'check/bad-signature' },
      chain: [{ ...link, broken: 'check/bad-signature' }, chain[1]],
    });
  });

  it('that does not fit says what the bytes are by their SHA-256', () => {
    expect(decideVerdict([signed], facts({ signatures: broken }))).toEqual({
      kind: 'differs',
      expected: signed,
      actual: { algorithm: 'sha256', hex: all.sha256 },
    });
  });
});

/** The four kinds of 64 digits that the property below computes, and some others. */
const algorithms = ['crc32', 'md5', 'sha1', 'sha256', 'blake3', 'sha512'] as const;
const anyDigit = fc.constantFrom('1', '2');
const anyExpectation = fc
  .record({
    source: fc.constantFrom<ExpectationSource>('link', 'pasted', 'list', 'signed-list', 'site'),
    algorithm: fc.constantFrom<DigestAlgorithm>(...algorithms),
    length: fc.constantFrom(63, 64, 64, 64, 64, 64),
    digit: anyDigit,
    ambiguous: fc.boolean(),
    size: fc.constantFrom(undefined, undefined, 1000, 999),
    signature: fc.constantFrom(undefined, undefined, 's1', 's2'),
  })
  .map(({ source, algorithm, length, digit, ambiguous, size, signature }): Expectation => {
    if (signature) return signatureExpectation(signature, { source, size });
    const hex = hexOf(algorithm, digit).slice(0, length);
    const orElse = algorithm === 'sha256' && ambiguous ? (['blake3'] as const) : [];
    return digestExpectation(algorithm, { source, hex, orElse, size });
  });
const anyOutcome = fc.constantFrom(undefined, 'valid' as const, 'broken' as const);
const anyFacts = fc.record({
  size: fc.constantFrom(1000, 999),
  digests: fc
    .dictionary(fc.constantFrom<DigestAlgorithm>(...algorithms), anyDigit)
    .map((digits) =>
      Object.fromEntries(
        Object.entries(digits).map(([algorithm, digit]) => [
          algorithm,
          hexOf(algorithm as DigestAlgorithm, digit),
        ]),
      ),
    ),
  signatures: fc.record({ s1: anyOutcome, s2: anyOutcome }),
});

/** Written apart from the code: whether the file's own facts bear an expectation out. */
function isTrue(expectation: Expectation, { size, digests, signatures }: FileFacts): boolean {
  if (expectation.size !== undefined && expectation.size !== size) return false;
  if (expectation.kind === 'signature') return signatures[expectation.signature.id] === 'valid';
  const { digest, orElse } = expectation;
  return [digest.algorithm, ...orElse].some((one) => digests[one] === digest.hex);
}

function isProof(expectation: Expectation): boolean {
  return expectation.kind === 'signature' || isStrong(expectation.digest.algorithm);
}

describe('for any expectations and facts', () => {
  it('a match means that all are true, and one of them proves it', () => {
    let matches = 0;
    fc.assert(
      fc.property(fc.array(anyExpectation, { maxLength: 4 }), anyFacts, (expectations, file) => {
        const verdict = decideVerdict(expectations, file);
        const allTrue = expectations.every((one) => isTrue(one, file));
        expect(verdict.kind === 'matches').toBe(allTrue && expectations.some(isProof));
        expect(verdict.kind === 'weak').toBe(
          allTrue && expectations.length > 0 && !expectations.some(isProof),
        );
        expect(verdict.kind === 'nothing-to-check').toBe(expectations.length === 0);
        if (verdict.kind !== 'matches') return;
        matches++;
        expect(isTrue(verdict.by, file) && isProof(verdict.by)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(matches).toBeGreaterThan(20);
  });

  it('their order changes nothing', () => {
    fc.assert(
      fc.property(fc.array(anyExpectation, { maxLength: 4 }), anyFacts, (expectations, file) => {
        const { kind } = decideVerdict(expectations, file);
        expect(decideVerdict([...expectations].reverse(), file).kind).toBe(kind);
      }),
    );
  });

  it('two passes compute all that it takes', () => {
    fc.assert(
      fc.property(fc.array(anyExpectation, { maxLength: 4 }), anyFacts, (expectations, file) => {
        let digests: Digests = file.digests;
        for (let pass = 0; pass < 2; pass++)
          for (const algorithm of neededAlgorithms(expectations, digests))
            digests = { ...digests, [algorithm]: hexOf(algorithm, '3') };
        expect(neededAlgorithms(expectations, digests)).toEqual([]);
        const digestsOnly = expectations.filter((one) => one.kind === 'digest');
        const verdict = decideVerdict(digestsOnly, { ...file, digests });
        if (verdict.kind === 'could-not-check') expect(verdict.problem.code).toBe('check/conflict');
      }),
    );
  });
});

describe('neededAlgorithms', () => {
  const bare = digestExpectation('sha256', { orElse: ['sha3-256', 'blake3'] });
  const other = hexOf('sha256', '2');

  it.each<[string, Expectation[], Digests, DigestAlgorithm[]]>([
    ['SHA-256 of what nothing is expected of', [], {}, ['sha256']],
    ['each once', [expectation('link', 'sha256'), expectation('list', 'sha256')], {}, ['sha256']],
    [
      'what is expected',
      [expectation('link', 'md5'), expectation('list', 'sha512')],
      {},
      ['md5', 'sha512'],
    ],
    ['SHA-256 when what was expected is no digest any more', [], { md5: other }, ['sha256']],
    ['what is not there yet', [expectation('link', 'md5')], { sha256: other }, ['md5']],
    ['nothing twice', [expectation('link', 'md5')], all, []],
    ['nothing for a signature', [signed], {}, ['sha256']],
    ['the likeliest first', [bare], {}, ['sha256']],
    ['no other when it fits', [bare], { sha256: hexOf('sha256') }, []],
    ['all the others when it does not', [bare], { sha256: other }, ['sha3-256', 'blake3']],
    ['those that are left', [bare], { sha256: other, blake3: other }, ['sha3-256']],
    ['none when another fits', [bare], { sha256: other, blake3: hexOf('blake3') }, []],
    ['none when nothing fits', [bare], { sha256: other, blake3: other, 'sha3-256': other }, []],
  ])('asks for %s', (_what, expectations, digests, algorithms) => {
    expect(neededAlgorithms(expectations, digests)).toEqual(algorithms);
  });
});

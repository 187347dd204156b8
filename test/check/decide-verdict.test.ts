import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideVerdict, neededAlgorithms } from '../../src/check/decide-verdict';
import { digestAlgorithms, isStrong } from '../../src/check/digest-algorithms';
import type {
  DigestAlgorithm,
  Expectation,
  ExpectationSource,
} from '../../src/release/expectation';

const hexOf = (algorithm: DigestAlgorithm, digit = '1') =>
  digit.repeat(digestAlgorithms[algorithm].hexLength);
const all = {
  md5: hexOf('md5'),
  sha1: hexOf('sha1'),
  sha256: hexOf('sha256'),
  sha512: hexOf('sha512'),
};

function expectation(
  source: ExpectationSource,
  algorithm: DigestAlgorithm,
  digit = '1',
): Expectation {
  return { source, digest: { algorithm, hex: hexOf(algorithm, digit) }, name: undefined };
}

describe('decideVerdict', () => {
  it('has nothing to check without expectations', () => {
    expect(decideVerdict([], all)).toEqual({ kind: 'nothing-to-check' });
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
  ])('matches by %s', (_what, expectations, by) => {
    expect(decideVerdict(expectations, all)).toEqual({ kind: 'matches', by: expectations[by] });
  });

  it.each<[string, Expectation[], number]>([
    ['MD5', [expectation('link', 'md5')], 0],
    ['SHA-1', [expectation('pasted', 'sha1')], 0],
    ['two', [expectation('link', 'sha1'), expectation('list', 'md5')], 1],
  ])('is weak by %s', (_what, expectations, by) => {
    expect(decideVerdict(expectations, all)).toEqual({ kind: 'weak', by: expectations[by] });
  });

  it.each<[string, Expectation[], number]>([
    ['one', [expectation('link', 'sha256', '2')], 0],
    [
      'one among matches',
      [expectation('signed-list', 'sha512'), expectation('link', 'md5', '2')],
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
  ])('differs: %s', (_what, expectations, shown) => {
    const expected = expectations[shown];
    const algorithm = expected?.digest.algorithm ?? 'md5';
    expect(decideVerdict(expectations, all)).toEqual({
      kind: 'differs',
      expected,
      actual: { algorithm, hex: all[algorithm] },
    });
  });

  it('could not check what was not computed', () => {
    const expectations = [expectation('link', 'sha256'), expectation('list', 'sha512')];
    expect(decideVerdict(expectations, { sha256: all.sha256 })).toMatchObject({
      kind: 'could-not-check',
      problem: { code: 'check/worker', detail: expect.stringContaining('SHA-512') as string },
    });
  });

  it('differs even when another digest is missing', () => {
    const expectations = [expectation('list', 'sha512'), expectation('link', 'sha256', '2')];
    expect(decideVerdict(expectations, { sha256: all.sha256 })).toMatchObject({ kind: 'differs' });
  });

  it.each(['', '1', '1'.repeat(32), '1'.repeat(63), '1'.repeat(65), `${'1'.repeat(63)}\u0661`])(
    'takes nothing but the full digest: %s',
    (hex) => {
      const expected: Expectation = {
        digest: { algorithm: 'sha256', hex },
        source: 'pasted',
        name: undefined,
      };
      expect(decideVerdict([expected], all).kind).toBe('differs');
    },
  );

  it('takes either case', () => {
    const hex = 'AB'.repeat(32);
    const expected: Expectation = {
      digest: { algorithm: 'sha256', hex },
      source: 'pasted',
      name: undefined,
    };
    expect(decideVerdict([expected], { sha256: hex.toLowerCase() }).kind).toBe('matches');
  });

  it('for any expectations, in any order', () => {
    const any = fc.record({
      source: fc.constantFrom<ExpectationSource>('link', 'pasted', 'list', 'signed-list', 'site'),
      algorithm: fc.constantFrom<DigestAlgorithm>('md5', 'sha1', 'sha256', 'sha512'),
      digit: fc.constantFrom('1', '2'),
    });
    fc.assert(
      fc.property(fc.array(any), (rows) => {
        const expectations = rows.map((row) => expectation(row.source, row.algorithm, row.digit));
        const { kind } = decideVerdict(expectations, all);
        const expected = rows.some((row) => row.digit === '2')
          ? 'differs'
          : rows.some((row) => isStrong(row.algorithm))
            ? 'matches'
            : rows.length > 0
              ? 'weak'
              : 'nothing-to-check';
        expect(kind).toBe(expected);
        expect(decideVerdict([...expectations].reverse(), all).kind).toBe(expected);
      }),
    );
  });
});

describe('neededAlgorithms', () => {
  it.each<[Expectation[], DigestAlgorithm[]]>([
    [[], ['sha256']],
    [[expectation('link', 'sha256'), expectation('list', 'sha256')], ['sha256']],
    [
      [expectation('link', 'md5'), expectation('list', 'sha512')],
      ['sha256', 'md5', 'sha512'],
    ],
  ])('%#', (expectations, algorithms) => {
    expect(neededAlgorithms(expectations)).toEqual(algorithms);
  });
});

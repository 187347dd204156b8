import { describe, expect, it } from 'vitest';
import { Problem, type ProblemCode } from '../../src/base/problem';
import type { Verdict } from '../../src/check/verdict';
import { sourceWords, verdictWords } from '../../src/view/verdict-words';
import {
  brought,
  digestExpectation,
  hex64,
  keyLink,
  listLink,
  remembered,
  signatureExpectation,
  signatureLink,
} from './expectations';

const actual = { algorithm: 'sha256', hex: hex64 } as const;
const onCheckPage = { page: 'check', size: 5 } as const;

function couldNotCheck(code: ProblemCode): Verdict {
  return { kind: 'could-not-check', problem: new Problem(code, 'x'), chain: [] };
}

const verdicts: readonly Verdict[] = [
  { kind: 'matches', by: digestExpectation('link') },
  { kind: 'weak', by: digestExpectation('link', 'md5') },
  { kind: 'differs', expected: digestExpectation('link'), actual },
  couldNotCheck('check/conflict'),
  { kind: 'nothing-to-check' },
];

describe('verdictWords', () => {
  it.each([
    ['matches', '='],
    ['weak', '≈'],
    ['differs', '≠'],
    ['could-not-check', '!'],
    ['nothing-to-check', '?'],
  ])('%s has the sign %s', (kind, sign) => {
    const verdict = verdicts.find((candidate) => candidate.kind === kind);
    expect(verdict && verdictWords(verdict).sign).toBe(sign);
  });

  it('has a title of its own for each', () => {
    expect(new Set(verdicts.map((verdict) => verdictWords(verdict).title)).size).toBe(5);
  });

  it('never says safe', () => {
    const all = verdicts
      .flatMap((verdict) => [verdictWords(verdict), verdictWords(verdict, onCheckPage)])
      .map(({ title, text }) => `${title} ${text}`);
    expect(all.join(' ')).not.toMatch(/\bsafe/i);
  });

  it.each([
    ['sha1', /^The SHA-1 is the expected one\. .* since 2017\..*SHA-256/],
    ['md5', /since 2004\./],
    ['crc32', /accidents/],
    ['sha224', /too short/],
    ['blake2b-128', /^The BLAKE2b-128 .*too short/],
  ] as const)('says why %s is weak', (algorithm, words) => {
    const weak: Verdict = { kind: 'weak', by: digestExpectation('link', algorithm) };
    expect(verdictWords(weak).text).toMatch(words);
  });

  it('says what to do when the comparison failed', () => {
    expect(verdictWords(couldNotCheck('check/conflict')).text).toMatch(
      /two different checksums.*distributor/s,
    );
  });

  it.each([
    ['blake3', undefined, / These 64 digits are a BLAKE3\.$/],
    ['sha3-256', undefined, / These 64 digits are a SHA3-256\.$/],
    ['sha256', undefined, /expected one\.$/],
    ['blake3', 'f.iso', /expected one\.$/],
  ] as const)(
    'tells what digits on their own were found to be: %s for %s',
    (algorithm, name, words) => {
      const verdict: Verdict = {
        kind: 'matches',
        by: digestExpectation('pasted', algorithm, { name }),
      };
      expect(verdictWords(verdict).text).toMatch(words);
    },
  );

  it('tells five things about signatures apart', () => {
    const chain = [signatureLink, keyLink(brought)];
    const all: Verdict[] = [
      { kind: 'matches', by: signatureExpectation(chain) },
      { kind: 'differs', expected: signatureExpectation(chain), actual },
      couldNotCheck('check/bad-signature'),
      couldNotCheck('check/expired-key'),
      couldNotCheck('check/revoked-key'),
      couldNotCheck('check/unknown-key'),
      couldNotCheck('check/weak-signature'),
    ];
    expect(new Set(all.map((verdict) => verdictWords(verdict).text)).size).toBe(all.length);
    expect(all.slice(0, 2).map((verdict) => verdictWords(verdict).title)).toEqual([
      'The signature fits this file',
      'The signature does not fit these bytes',
    ]);
  });

  it.each([
    [5, undefined, /^Its checksum is another one/],
    [5, 5, /^Its checksum is another one/],
    [5, 4, /^It should have 4 bytes, and has 5 bytes/],
    [0, 1, /^It should have 1 byte, and has 0 bytes/],
    [undefined, 4, /^Its checksum is another one/],
  ])('a file of %s bytes, expected: %s', (size, expectedSize, words) => {
    const expected = digestExpectation('list', 'sha256', { size: expectedSize });
    const verdict: Verdict = { kind: 'differs', expected, actual };
    expect(verdictWords(verdict, { page: 'check', size }).text).toMatch(words);
  });

  it('speaks of saving only where there is something to save', () => {
    const differs: Verdict = { kind: 'differs', expected: digestExpectation('list'), actual };
    expect(verdictWords(differs).text).toMatch(/saved/);
    expect(verdictWords(differs, onCheckPage).text).not.toMatch(/saved|pass/);
    expect(verdictWords({ kind: 'nothing-to-check' }, onCheckPage).text).not.toMatch(/pieces|link/);
  });
});

describe('sourceWords', () => {
  it('says what a checksum from the link proves, and what it does not', () => {
    expect(sourceWords({ kind: 'matches', by: digestExpectation('link') })).toBe(
      'This checksum came with the link. It proves that nothing changed since the link was made; it says nothing about who made it.',
    );
  });

  it.each(['link', 'pasted', 'list', 'signed-list', 'site'] as const)(
    'proves something only when a strong checksum of source %s matches',
    (source) => {
      const by = digestExpectation(source);
      const differs: Verdict = { kind: 'differs', expected: by, actual };
      expect(sourceWords({ kind: 'matches', by })).toMatch(/It proves/);
      expect(sourceWords({ kind: 'weak', by })).not.toMatch(/prove/);
      expect(sourceWords(differs)).not.toMatch(/prove/);
    },
  );

  it.each([
    [
      brought,
      'Alice',
      /list signed by “Alice” \(the name in the key\)\. .*anybody can write any name/,
    ],
    [remembered, 'Alice', /signed by “Alice” .* remember that key on 3 May 2026\.$/],
    [brought, '', /signed by a key without a name/],
    [brought, '総和', /signed by “総和”/],
    [brought, '\u202Eevil', /signed by “evil”/],
    [brought, 'a'.repeat(5000), /signed by “a{100}…”/],
  ])('names the signer of a list: %j %.20s', (trust, owner, words) => {
    const chain = [listLink, signatureLink, keyLink(trust, owner)];
    const by = digestExpectation('signed-list', 'sha256', { chain });
    expect(sourceWords({ kind: 'matches', by })).toMatch(words);
  });

  it('names the signer of a file', () => {
    const by = signatureExpectation([signatureLink, keyLink(remembered)]);
    expect(sourceWords({ kind: 'matches', by })).toMatch(/owner of that key signed this file/);
    expect(sourceWords({ kind: 'differs', expected: by, actual })).toMatch(/“Alice”/);
  });

  it.each(verdicts.slice(3))('names no source when nothing was compared', (verdict) => {
    expect(sourceWords(verdict)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import type { Verdict } from '../../src/check/verdict';
import type {
  DigestAlgorithm,
  Expectation,
  ExpectationSource,
} from '../../src/release/expectation';
import { sourceWords, verdictWords } from '../../src/view/verdict-words';

const hex = 'ab'.repeat(32);

function expectation(
  source: ExpectationSource,
  algorithm: DigestAlgorithm = 'sha256',
): Expectation {
  return { digest: { algorithm, hex }, source, name: undefined };
}

const verdicts: readonly Verdict[] = [
  { kind: 'matches', by: expectation('link') },
  { kind: 'weak', by: expectation('link', 'md5') },
  { kind: 'differs', expected: expectation('link'), actual: { algorithm: 'sha256', hex } },
  { kind: 'could-not-check', problem: new Problem('check/conflict') },
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
    const all = verdicts.map((verdict) => Object.values(verdictWords(verdict)).join(' ')).join(' ');
    expect(all).not.toMatch(/\bsafe/i);
  });

  it('says why a weak checksum is weak', () => {
    const weak: Verdict = { kind: 'weak', by: expectation('link', 'sha1') };
    expect(verdictWords(weak).text).toMatch(/^SHA-1 is broken/);
  });

  it('says what to do when the comparison failed', () => {
    const failed: Verdict = {
      kind: 'could-not-check',
      problem: new Problem('check/conflict', 'x'),
    };
    expect(verdictWords(failed).text).toMatch(/two different checksums.*distributor/s);
  });
});

describe('sourceWords', () => {
  it('says what a checksum from the link proves, and what it does not', () => {
    expect(sourceWords({ kind: 'matches', by: expectation('link') })).toBe(
      'This checksum came with the link. It proves that nothing changed since the link was made; it says nothing about who made it.',
    );
  });

  it.each(['link', 'pasted', 'list', 'signed-list', 'site'] as const)(
    'proves something only when a strong checksum of source %s matches',
    (source) => {
      const by = expectation(source);
      const differs: Verdict = {
        kind: 'differs',
        expected: by,
        actual: { algorithm: 'sha256', hex },
      };
      expect(sourceWords({ kind: 'matches', by })).toMatch(/It proves/);
      expect(sourceWords({ kind: 'weak', by })).not.toMatch(/prove/);
      expect(sourceWords(differs)).not.toMatch(/prove/);
    },
  );

  it.each(verdicts.slice(3))('names no source when nothing was compared', (verdict) => {
    expect(sourceWords(verdict)).toBeUndefined();
  });
});

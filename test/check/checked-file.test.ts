import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { CheckedFile, HashedFile, type Consent } from '../../src/check/checked-file';
import type { OpenQuestion } from '../../src/check/verdict';
import type { Expectation } from '../../src/release/expectation';
import { digestExpectation, hexOf, signatureExpectation } from './expectations';

const blob = new Blob(['abc']);
/** The file's own digests have the digit 1. */
const digests = { md5: hexOf('md5'), sha256: hexOf('sha256') };
const question: OpenQuestion = {
  problem: new Problem('check/bad-signature'),
  chain: [{ kind: 'list', title: 'SHA256SUMS', lineCount: 2, broken: 'check/bad-signature' }],
};
const strong = digestExpectation('sha256');
const weak = digestExpectation('md5');
const wrong = digestExpectation('sha256', { hex: hexOf('sha256', '2') });
const wrongSize = digestExpectation('sha256', { size: 4 });
const notComputed = digestExpectation('sha512');
const signed = signatureExpectation('good');
const forged = signatureExpectation('bad');
const unchecked = signatureExpectation('not looked at');
const hashed = new HashedFile(blob, digests, { good: 'valid', bad: 'broken' });

describe('CheckedFile.openGate', () => {
  it.each<[Expectation[], Consent, OpenQuestion | undefined, string, boolean]>([
    [[strong], undefined, undefined, 'matches', true],
    [[strong, weak], undefined, undefined, 'matches', true],
    [[signed], undefined, undefined, 'matches', true],
    [[signed, weak], undefined, undefined, 'matches', true],
    [[weak], undefined, undefined, 'weak', false],
    [[weak], 'nothing-to-check', undefined, 'weak', false],
    [[weak], 'weak', undefined, 'weak', true],
    [[], undefined, undefined, 'nothing-to-check', false],
    [[], 'weak', undefined, 'nothing-to-check', false],
    [[], 'nothing-to-check', undefined, 'nothing-to-check', true],
    [[wrong], undefined, undefined, 'differs', false],
    [[wrong], 'weak', undefined, 'differs', false],
    [[wrongSize], undefined, undefined, 'differs', false],
    [[forged, strong], undefined, undefined, 'differs', false],
    [[strong, wrong], 'nothing-to-check', undefined, 'differs', false],
    [[wrong], undefined, question, 'differs', false],
    [[notComputed], 'weak', undefined, 'could-not-check', false],
    [[unchecked, strong], undefined, undefined, 'could-not-check', false],
    [[strong], undefined, question, 'could-not-check', false],
    [[signed], undefined, question, 'could-not-check', false],
    [[weak], 'weak', question, 'could-not-check', false],
    [[], 'nothing-to-check', question, 'could-not-check', false],
  ])('%# consent %s, question %s: %s, open %s', (expected, consent, asked, kind, open) => {
    const decision = CheckedFile.openGate(hashed, 'f.iso', expected, consent, asked);
    expect(decision.verdict.kind).toBe(kind);
    expect(decision.file !== undefined).toBe(open);
  });

  it('says which question is open, and what is behind it', () => {
    const { verdict } = CheckedFile.openGate(hashed, 'f.iso', [strong], undefined, question);
    expect(verdict).toEqual({ kind: 'could-not-check', ...question });
  });

  it('lets the very Blob through, with its name and digests', () => {
    const { file } = CheckedFile.openGate(hashed, 'ф.iso', [strong], undefined);
    expect(file?.blob).toBe(blob);
    expect(file).toMatchObject({ name: 'ф.iso', digests });
  });

  it('opens for nothing but the verdicts that may', () => {
    const rows = [strong, weak, wrong, wrongSize, notComputed, signed, forged, unchecked];
    fc.assert(
      fc.property(
        fc.subarray(rows),
        fc.constantFrom<Consent>(undefined, 'weak', 'nothing-to-check'),
        fc.constantFrom(undefined, question),
        (expectations, consent, asked) => {
          const { verdict, file } = CheckedFile.openGate(hashed, 'f', expectations, consent, asked);
          const open = verdict.kind === 'matches' || verdict.kind === consent;
          expect(file !== undefined).toBe(open);
          if (!open) return;
          expect(asked).toBeUndefined();
          for (const one of [wrong, wrongSize, notComputed, forged, unchecked])
            expect(expectations).not.toContain(one);
        },
      ),
    );
  });
});

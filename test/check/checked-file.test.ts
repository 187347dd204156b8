import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { CheckedFile, HashedFile, type Consent } from '../../src/check/checked-file';
import { digestAlgorithms } from '../../src/check/digest-algorithms';
import type { DigestAlgorithm, Expectation } from '../../src/release/expectation';

const hexOf = (algorithm: DigestAlgorithm, digit: string) =>
  digit.repeat(digestAlgorithms[algorithm].hexLength);

/** The file's own digests have the digit 1. */
function expectation(algorithm: DigestAlgorithm, digit = '1'): Expectation {
  return { source: 'link', digest: { algorithm, hex: hexOf(algorithm, digit) }, name: undefined };
}

const blob = new Blob(['abc']);
const digests = { md5: hexOf('md5', '1'), sha256: hexOf('sha256', '1') };
const question = new Problem('check/cut-short');
const strong = expectation('sha256');
const weak = expectation('md5');
const wrong = expectation('sha256', '2');
const notComputed = expectation('sha512');

describe('CheckedFile.openGate', () => {
  it.each<[Expectation[], Consent, Problem | undefined, string, boolean]>([
    [[strong], undefined, undefined, 'matches', true],
    [[strong, weak], undefined, undefined, 'matches', true],
    [[weak], undefined, undefined, 'weak', false],
    [[weak], 'nothing-to-check', undefined, 'weak', false],
    [[weak], 'weak', undefined, 'weak', true],
    [[], undefined, undefined, 'nothing-to-check', false],
    [[], 'weak', undefined, 'nothing-to-check', false],
    [[], 'nothing-to-check', undefined, 'nothing-to-check', true],
    [[wrong], undefined, undefined, 'differs', false],
    [[wrong], 'weak', undefined, 'differs', false],
    [[strong, wrong], 'nothing-to-check', undefined, 'differs', false],
    [[wrong], undefined, question, 'differs', false],
    [[notComputed], 'weak', undefined, 'could-not-check', false],
    [[strong], undefined, question, 'could-not-check', false],
    [[weak], 'weak', question, 'could-not-check', false],
    [[], 'nothing-to-check', question, 'could-not-check', false],
  ])('%# %j, consent %s, question %s: %s, open %s', (expected, consent, problem, kind, open) => {
    const hashed = new HashedFile(blob, digests);
    const decision = CheckedFile.openGate(hashed, 'f.iso', expected, consent, problem);
    expect(decision.verdict.kind).toBe(kind);
    expect(decision.file !== undefined).toBe(open);
  });

  it('says which question is open', () => {
    const hashed = new HashedFile(blob, digests);
    const { verdict } = CheckedFile.openGate(hashed, 'f.iso', [strong], undefined, question);
    expect(verdict).toEqual({ kind: 'could-not-check', problem: question });
  });

  it('lets the very Blob through, with its name and digests', () => {
    const hashed = new HashedFile(blob, digests);
    const { file } = CheckedFile.openGate(hashed, 'ф.iso', [strong], undefined);
    expect(file?.blob).toBe(blob);
    expect(file).toMatchObject({ name: 'ф.iso', digests });
  });
});

import { describe, expect, it } from 'vitest';
import { Problem, type ProblemCode } from '../../src/base/problem';
import { resultOf, wayOn } from '../../src/verify/result-of';
import type { FileResult, FileStep, WayOn } from '../../src/verify/verify-state';

function unusable(code: ProblemCode): FileStep {
  const verdict = { kind: 'could-not-check', problem: new Problem(code), chain: [] } as const;
  return { kind: 'judged', verdict, digests: {}, question: undefined };
}

describe('resultOf', () => {
  it.each([
    [{ kind: 'waiting' }, 'waiting'],
    [{ kind: 'hashing', doneBytes: 0 }, 'hashing'],
    [{ kind: 'stopped' }, 'stopped'],
    [{ kind: 'failed', problem: new Problem('check/unreadable-file') }, 'could-not-check'],
    [
      { kind: 'judged', verdict: { kind: 'nothing-to-check' }, digests: {}, question: undefined },
      'nothing-to-check',
    ],
    [unusable('check/not-in-list'), 'not-in-list'],
    [unusable('check/other-file'), 'not-in-list'],
    [unusable('check/conflict'), 'could-not-check'],
  ] satisfies [FileStep, FileResult][])('%j is %s', (step, result) => {
    expect(resultOf(step)).toBe(result);
  });
});

describe('wayOn', () => {
  it.each([
    [{ kind: 'waiting' }, undefined],
    [{ kind: 'hashing', doneBytes: 0 }, undefined],
    [{ kind: 'stopped' }, 'go-on'],
    [{ kind: 'failed', problem: new Problem('check/unreadable-file') }, 'try-again'],
    [{ kind: 'failed', problem: new Problem('check/worker') }, 'try-again'],
    [unusable('check/worker'), 'try-again'],
    [unusable('check/conflict'), undefined],
    [
      { kind: 'judged', verdict: { kind: 'nothing-to-check' }, digests: {}, question: undefined },
      undefined,
    ],
  ] satisfies [FileStep, WayOn][])('%j can %s', (step, way) => {
    expect(wayOn(step)).toBe(way);
  });
});

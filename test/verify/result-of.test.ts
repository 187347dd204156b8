import { expect, it } from 'vitest';
import { Problem, type ProblemCode } from '../../src/base/problem';
import { resultOf } from '../../src/verify/result-of';
import type { FileResult, FileStep } from '../../src/verify/verify-state';

function unusable(code: ProblemCode): FileStep {
  const verdict = { kind: 'could-not-check', problem: new Problem(code), chain: [] } as const;
  return { kind: 'judged', verdict, digests: {}, question: undefined };
}

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

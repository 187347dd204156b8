import type { Verdict } from '../check/verdict';
import type { FileResult, FileStep } from './verify-state';

/** What the table says of a file. */
export function resultOf(step: FileStep): FileResult {
  switch (step.kind) {
    case 'waiting':
    case 'hashing':
    case 'stopped':
      return step.kind;
    case 'failed':
      return 'could-not-check';
    case 'judged':
      return isUnlisted(step.verdict) ? 'not-in-list' : step.verdict.kind;
  }
}

function isUnlisted(verdict: Verdict): boolean {
  if (verdict.kind !== 'could-not-check') return false;
  const { code } = verdict.problem;
  return code === 'check/not-in-list' || code === 'check/other-file';
}

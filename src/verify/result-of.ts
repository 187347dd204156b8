import type { Verdict } from '../check/verdict';
import type { FileResult, FileStep, WayOn } from './verify-state';

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

/** What a person can ask for. */
export function wayOn(step: FileStep): WayOn {
  switch (step.kind) {
    case 'waiting':
    case 'hashing':
      return undefined;
    case 'stopped':
      return 'go-on';
    case 'failed':
      return 'try-again';
    case 'judged':
      return hasWorkerFailed(step.verdict) ? 'try-again' : undefined;
  }
}

function hasWorkerFailed(verdict: Verdict): boolean {
  return verdict.kind === 'could-not-check' && verdict.problem.code === 'check/worker';
}

function isUnlisted(verdict: Verdict): boolean {
  if (verdict.kind !== 'could-not-check') return false;
  const { code } = verdict.problem;
  return code === 'check/not-in-list' || code === 'check/other-file';
}

import { percent } from '../base/percent';
import type { FileToVerify, VerifyState } from '../verify/verify-state';
import type { Phase, Work } from './work';

/** What the check page's job is doing: all of its files together. */
export function workOfVerify({ files }: VerifyState): Work {
  const isPending = files.some(({ step }) => step.kind === 'waiting' || step.kind === 'hashing');
  return {
    phase: isPending ? 'checking' : endOf(files),
    name: files.length === 1 ? files[0]?.name : undefined,
    percent: isPending
      ? percent(
          sum(files, doneBytes),
          sum(files, ({ size }) => size),
        )
      : undefined,
    // The files are on the disk, and stay there.
    loss: undefined,
  };
}

function endOf(files: readonly FileToVerify[]): Phase {
  const ended = files.filter(({ step }) => step.kind === 'judged' || step.kind === 'failed');
  const [first] = ended;
  if (first === undefined) return 'idle';
  if (files.length > 1) return 'checked';
  return first.step.kind === 'judged' ? first.step.verdict.kind : 'failed';
}

function doneBytes({ step, size }: FileToVerify): number {
  if (step.kind === 'waiting') return 0;
  return step.kind === 'hashing' ? step.doneBytes : size;
}

function sum(files: readonly FileToVerify[], bytes: (file: FileToVerify) => number): number {
  return files.reduce((total, file) => total + bytes(file), 0);
}

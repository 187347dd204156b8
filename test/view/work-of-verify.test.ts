import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { noEvidence } from '../../src/check/evidence';
import type { FileStep, FileToVerify, VerifyState } from '../../src/verify/verify-state';
import { nothingMissing } from '../../src/verify/find-missing';
import { workOfVerify } from '../../src/view/work-of-verify';
import type { Work } from '../../src/view/work';

const judged: FileStep = {
  kind: 'judged',
  verdict: { kind: 'nothing-to-check' },
  digests: {},
  question: undefined,
};
const failed: FileStep = { kind: 'failed', problem: new Problem('check/worker') };

function stateOf(steps: readonly FileStep[], size = 100): VerifyState {
  const files = steps.map((step, index): FileToVerify => ({
    id: String(index),
    name: `総和 ${index}`,
    size,
    matched: { expectations: [], summary: '', question: undefined },
    step,
    result: 'waiting',
    wayOn: undefined,
  }));
  return {
    evidence: { reading: false, text: '', files: [], evidence: noEvidence },
    files,
    missing: nothingMissing,
    takenAsEvidence: [],
    round: 0,
  };
}

describe('workOfVerify', () => {
  it.each<[readonly FileStep[], Partial<Work>]>([
    [[], { phase: 'idle', name: undefined, percent: undefined }],
    [[{ kind: 'waiting' }], { phase: 'checking', name: '総和 0', percent: 0 }],
    [[{ kind: 'hashing', doneBytes: 42 }], { phase: 'checking', percent: 42 }],
    [
      [judged, { kind: 'hashing', doneBytes: 20 }, { kind: 'waiting' }],
      { phase: 'checking', name: undefined, percent: 40 },
    ],
    [[judged], { phase: 'nothing-to-check', name: '総和 0', percent: undefined }],
    [[failed], { phase: 'failed' }],
    [[{ kind: 'stopped' }], { phase: 'idle' }],
    [[judged, failed], { phase: 'checked', name: undefined }],
    [[judged, { kind: 'stopped' }], { phase: 'checked' }],
  ])('%#', (steps, work) => {
    expect(workOfVerify(stateOf(steps))).toMatchObject({ loss: undefined, ...work });
  });

  it('measures nothing of an empty file', () => {
    expect(workOfVerify(stateOf([{ kind: 'waiting' }], 0)).percent).toBe(0);
  });
});

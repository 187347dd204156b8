import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import type { Verdict } from '../../src/check/verdict';
import type { ReceiveState } from '../../src/receive/receive-state';
import { workOfReceive } from '../../src/view/work-of-receive';
import { digestExpectation } from './expectations';
import { aRelease, compared, exchanging, onlyHere } from './states';

const matches: Verdict = { kind: 'matches', by: digestExpectation('link') };
const nothing: Verdict = { kind: 'nothing-to-check' };
const problem = new Problem('save/write-failed');
const name = aRelease.name;

function receiving(
  activity: 'metadata' | 'pieces' | 'paused',
  haveBytes: number,
  size = 200,
): ReceiveState {
  return { stage: 'receiving', activity, problem: undefined, ...exchanging({ haveBytes, size }) };
}

describe('workOfReceive', () => {
  it.each<[string, ReceiveState, string, number | undefined]>([
    ['a link being read', { stage: 'reading-link' }, 'reading-link', undefined],
    ['metadata', receiving('metadata', 0, 0), 'looking', undefined],
    ['nothing yet', receiving('pieces', 0), 'receiving', 0],
    ['some of it', receiving('pieces', 85), 'receiving', 42],
    ['an unknown size', receiving('pieces', 85, 0), 'receiving', 0],
    ['a full disk', receiving('paused', 85), 'stuck', 42],
    [
      'a pause',
      {
        ...receiving('pieces', 85),
        restraint: { paused: true, notes: ['paused'] },
      } as ReceiveState,
      'paused',
      42,
    ],
    ['hashing', { stage: 'checking', hashedBytes: 199, ...exchanging() }, 'checking', 99],
    [
      'a verdict',
      { stage: 'ready', problem: undefined, ...compared(matches) },
      'matches',
      undefined,
    ],
    ['a failed save', { stage: 'ready', problem, ...compared(matches) }, 'not-saved', undefined],
    ['a save', { stage: 'saving', savedBytes: 100, ...compared(matches) }, 'saving', 50],
    ['a saved match', { stage: 'saved', how: 'written', ...compared(matches) }, 'saved', undefined],
    [
      'something saved all the same',
      { stage: 'saved', how: 'download', ...compared(nothing) },
      'nothing-to-check',
      undefined,
    ],
    ['a failure', { stage: 'failed', problem, release: aRelease }, 'failed', undefined],
  ])('%s', (_, state, phase, percent) => {
    expect(workOfReceive(state)).toMatchObject({ phase, percent });
  });

  it('names the file as soon as it is known', () => {
    expect(workOfReceive({ stage: 'reading-link' }).name).toBeUndefined();
    expect(workOfReceive({ stage: 'failed', problem, release: undefined }).name).toBeUndefined();
    expect(workOfReceive(receiving('metadata', 0)).name).toBe(name);
  });

  it.each<[string, ReceiveState, string | undefined]>([
    ['while receiving', receiving('pieces', 199), undefined],
    ['a save', { stage: 'saving', savedBytes: 0, ...compared(matches) }, 'saving'],
    [
      'the only full copy, which somebody is getting',
      { stage: 'saved', how: 'written', ...compared(matches, onlyHere) },
      'only-copy',
    ],
    [
      'the same before the verdict',
      { stage: 'checking', hashedBytes: 0, ...exchanging(onlyHere) },
      'only-copy',
    ],
    [
      'when nobody is there',
      { stage: 'ready', problem: undefined, ...compared(matches, { ...onlyHere, peers: 0 }) },
      undefined,
    ],
    [
      'when others have it',
      {
        stage: 'ready',
        problem: undefined,
        ...compared(matches, { ...onlyHere, peers: 2, fullCopies: 1 }),
      },
      undefined,
    ],
    [
      'when nothing is given any more',
      {
        stage: 'ready',
        problem: undefined,
        ...compared(matches, onlyHere),
        restraint: { paused: false, notes: ['ratio-reached'] },
      },
      undefined,
    ],
    [
      'when it is withheld',
      { stage: 'ready', problem: undefined, ...compared(matches, { ...onlyHere, seeding: false }) },
      undefined,
    ],
  ])('what is lost by closing: %s', (_, state, loss) => {
    expect(workOfReceive(state).loss).toBe(loss);
  });
});

import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../src/base/problem';
import {
  afterFailure,
  afterSuccess,
  hasRoom,
  newMirror,
} from '../../../src/swarm/mirrors/mirror-policy';

/** What happens to a new mirror that fails with each code in turn. */
function failing(...codes: ProblemCode[]): { kinds: string[]; delaysMs: number[] } {
  let history = newMirror;
  const kinds: string[] = [];
  const delaysMs: number[] = [];
  for (const code of codes) {
    const next = afterFailure(history, code, 0.5);
    history = next.history;
    kinds.push(next.kind);
    if (next.kind === 'wait') delaysMs.push(next.delayMs);
  }
  return { kinds, delaysMs };
}

describe('afterFailure', () => {
  it('doubles the delay, up to a minute, for a network that fails', () => {
    const { kinds, delaysMs } = failing(...Array<ProblemCode>(8).fill('swarm/mirror-unreachable'));
    expect(new Set(kinds)).toEqual(new Set(['wait']));
    expect(delaysMs).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it.each([
    ['swarm/mirror-wrong-bytes', ['wait', 'off']],
    ['swarm/mirror-no-ranges', ['wait', 'off']],
    ['swarm/mirror-wrong-length', ['wait', 'off']],
  ] as const)('gives a mirror up after repeated %s', (code, kinds) => {
    expect(failing(...kinds.map(() => code)).kinds).toEqual(kinds);
  });

  it('does not forget wrong bytes because of good answers in between', () => {
    const first = afterFailure(newMirror, 'swarm/mirror-wrong-bytes', 0);
    const second = afterFailure(afterSuccess(first.history), 'swarm/mirror-wrong-bytes', 0);
    expect(second.kind).toBe('off');
  });

  it('starts the delays anew after a good answer', () => {
    const failed = afterFailure(newMirror, 'swarm/mirror-status', 0.5);
    const again = afterFailure(afterSuccess(failed.history), 'swarm/mirror-status', 0.5);
    expect(again).toMatchObject({ kind: 'wait', delayMs: 1_000 });
  });

  it('spreads the delay by a quarter either way', () => {
    expect(afterFailure(newMirror, 'swarm/mirror-status', 0)).toMatchObject({ delayMs: 750 });
    expect(afterFailure(newMirror, 'swarm/mirror-status', 0.999)).toMatchObject({
      delayMs: 1_249.5,
    });
  });
});

describe('hasRoom', () => {
  it.each([
    ['nothing is on its way', [], 1, 0, true],
    ['a piece is left', [10], 10, 0, true],
    ['more than that', [11], 10, 0, false],
    ['half a second is left', [500], 10, 1_000, true],
    ['more than half a second', [501], 10, 1_000, false],
    ['two are on their way', [1, 1], 10, 0, false],
  ])('%s', (_what, remaining, pieceLength, speed, expected) => {
    expect(hasRoom(remaining, pieceLength, speed)).toBe(expected);
  });
});

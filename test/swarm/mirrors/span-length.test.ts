import { describe, expect, it } from 'vitest';
import { isWorthHedging } from '../../../src/swarm/mirrors/hedge';
import { spanLength } from '../../../src/swarm/mirrors/span-length';

const MiB = 2 ** 20;
const alone = {
  pieceLength: MiB / 4,
  isProven: true,
  speed: MiB,
  mirrorsSpeed: MiB,
  freeBytes: 1_000 * MiB,
  isShared: false,
};

describe('spanLength', () => {
  it.each([
    ['three seconds of its speed', {}, 12],
    ['a MiB at least', { speed: 1, mirrorsSpeed: 1 }, 4],
    ['64 MiB at most', { speed: 1_000 * MiB, mirrorsSpeed: 1_000 * MiB }, 256],
    ['one piece before it gave a right one', { isProven: false }, 1],
    ['one piece when nothing was measured', { speed: 0, mirrorsSpeed: 0 }, 1],
    ['half a second with a crowd', { isShared: true, speed: 2 * MiB }, 4],
    ['one piece of a slow one with a crowd', { isShared: true, speed: 1 }, 1],
    ['one piece when others are much faster', { mirrorsSpeed: 9 * MiB }, 1],
    ['half of its share of what is left', { mirrorsSpeed: 2 * MiB, freeBytes: 8 * MiB }, 8],
    ['one piece of the last ones', { mirrorsSpeed: 2 * MiB, freeBytes: 1 }, 1],
    ['one piece that is larger than that', { pieceLength: 128 * MiB }, 1],
  ])('%s', (_what, change, pieces) => {
    expect(spanLength({ ...alone, ...change })).toBe(pieces);
  });
});

describe('isWorthHedging', () => {
  const now = { seconds: 10, pieceLength: MiB, speed: MiB, idleMs: 0, patienceMs: 0 };

  it.each([
    ['much sooner', {}, true],
    ['in half of the time', { seconds: 2.6 }, false],
    ['a little sooner', { seconds: 1.5 }, false],
    ['nobody knows when', { speed: 0 }, false],
    ['peers still have time', { patienceMs: 1, idleMs: 0 }, false],
    ['peers had their time', { patienceMs: 1, idleMs: 1 }, true],
  ])('it would be there %s', (_what, change, expected) => {
    expect(isWorthHedging({ ...now, ...change })).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { choosePiece } from '../../../src/swarm/requests/choose-piece';
import { seededRandom } from '../../support/random';

function choose(copies: readonly number[], allowed = copies.map((_, at) => at), seed = 1) {
  return choosePiece({
    candidates: copies.map((_, at) => at),
    copies,
    mayAsk: (index) => allowed.includes(index),
    random: seededRandom(seed),
  });
}

describe('choosePiece', () => {
  it.each([
    ['none at all', [], [], undefined],
    ['none that may be asked for', [1, 2], [], undefined],
    ['a lone one', [7], [0], 0],
    ['the rarest', [3, 1, 2], [0, 1, 2], 1],
    ['the rarest that may be asked for', [1, 3, 2], [1, 2], 2],
    ['one that no peer has: a mirror may', [1, 0], [0, 1], 1],
    ['the last', [2, 2, 1], [0, 1, 2], 2],
  ])('%s', (_what, copies, allowed, chosen) => {
    expect(choose(copies, allowed)).toBe(chosen);
  });

  it('takes no other than a candidate', () => {
    const situation = { copies: [1, 2, 3], mayAsk: () => true, random: seededRandom(1) };
    expect(choosePiece({ ...situation, candidates: [2, 1] })).toBe(1);
    expect(choosePiece({ ...situation, candidates: [] })).toBeUndefined();
  });

  it('of equally rare ones takes each about as often', () => {
    const counts = [0, 0, 0, 0];
    for (let seed = 0; seed < 4_000; seed++) {
      const at = choose([1, 2, 1, 1], undefined, seed) ?? -1;
      counts[at] = (counts[at] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    for (const at of [0, 2, 3]) expect(counts[at]).toBeGreaterThan(1_100);
  });
});

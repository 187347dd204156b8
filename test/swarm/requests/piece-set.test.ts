import { describe, expect, it } from 'vitest';
import { PieceSet } from '../../../src/swarm/requests/piece-set';

describe('PieceSet', () => {
  it('of no pieces is all of them', () => {
    const set = new PieceSet(0);
    expect([set.size, set.isAll, set.add(0), set.delete(0)]).toEqual([0, true, false, false]);
  });

  it('counts each piece once', () => {
    const set = new PieceSet(2);
    expect([set.add(1), set.add(1), set.size, set.isAll]).toEqual([true, false, 1, false]);
    expect([set.add(0), set.isAll, set.has(0)]).toEqual([true, true, true]);
    expect([set.delete(0), set.delete(0), set.size, set.has(0)]).toEqual([true, false, 1, false]);
  });

  it('tells the first and the last of many apart', () => {
    const set = new PieceSet(65);
    for (const index of [0, 31, 32, 63, 64])
      expect([set.add(index), set.add(index)]).toEqual([true, false]);
    expect([1, 30, 33, 62, 65, 96].map((index) => set.has(index))).not.toContain(true);
    expect([set.delete(31), set.has(31), set.has(63), set.size]).toEqual([true, false, true, 4]);
  });

  it.each([
    ['nothing', [], [1], []],
    ['nothing beyond nothing', [], [], []],
    ['everything beyond nothing', [0, 31, 32, 64], [], [0, 31, 32, 64]],
    ['some', [64, 31, 0, 1], [1, 2, 64], [0, 31]],
    ['no more', [3, 31], [0, 3, 31], []],
  ])('has %s beyond others', (_what, own, others, beyond) => {
    const [set, without] = [own, others].map((indexes) => {
      const made = new PieceSet(65);
      for (const index of indexes) made.add(index);
      return made;
    });
    if (!set || !without) throw new Error('not made');
    expect(set.without(without)).toEqual(beyond);
  });

  it.each([-1, 2, 0.5, 2 ** 31, Number.NaN])('takes no piece %s', (index) => {
    const set = new PieceSet(2);
    expect([set.add(index), set.has(index), set.delete(index), set.size]).toEqual([
      false,
      false,
      false,
      0,
    ]);
  });
});

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

import { describe, expect, it } from 'vitest';
import { Holdings } from '../../../src/swarm/requests/holdings';

describe('Holdings', () => {
  it('knows what is here from the start', () => {
    const { here } = new Holdings(3, [0, 2, 2, 9]);
    expect([here.size, here.has(0), here.has(1), here.has(2)]).toEqual([2, true, false, true]);
  });

  it('counts what connected peers announced, each once, until they leave', () => {
    const holdings = new Holdings(3, []);
    holdings.announced('nobody', 1);
    for (const id of ['a', 'b', 'a']) holdings.join(id);
    for (const id of ['a', 'a', 'b']) holdings.announced(id, 1);
    expect([0, 1, 3].map((index) => holdings.availability(index))).toEqual([0, 2, 0]);
    expect(Array.from(holdings.copies)).toEqual([0, 2, 0]);
    holdings.leave('a');
    holdings.leave('a');
    holdings.leave('nobody');
    expect([holdings.availability(1), holdings.of('a')]).toEqual([1, undefined]);
  });

  it('names what a connected peer has and is missing here', () => {
    const holdings = new Holdings(4, [1]);
    expect(holdings.missingOf('a')).toEqual([]);
    holdings.join('a');
    expect(holdings.missingOf('a')).toEqual([]);
    for (const index of [3, 1, 0]) holdings.announced('a', index);
    expect(holdings.missingOf('a')).toEqual([0, 3]);
  });

  it('forgets what was taken back, and nothing that was never announced', () => {
    const holdings = new Holdings(2, []);
    holdings.join('a');
    holdings.withdrew('a', 0);
    holdings.announced('a', 0);
    holdings.announced('a', 2);
    holdings.withdrew('a', 0);
    holdings.withdrew('a', 0);
    expect([0, 1, 2].map((index) => holdings.availability(index))).toEqual([0, 0, 0]);
  });
});

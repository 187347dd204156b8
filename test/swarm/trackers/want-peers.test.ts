import { describe, expect, it } from 'vitest';
import { announceDelayMs, wantPeers, type Mesh } from '../../../src/swarm/trackers/want-peers';

const mesh: Mesh = { connected: 0, attempts: 0, others: 50, mostPeers: 40 };

describe('wantPeers', () => {
  it.each<[string, Partial<Mesh>, number]>([
    ['nothing is known yet', { others: undefined }, 5],
    ['nobody is there', { others: 0 }, 0],
    ['one other is there', { others: 1 }, 1],
    ['one other is there and on its way', { others: 1, attempts: 1 }, 1],
    ['all that are there are connected', { others: 3, connected: 3 }, 0],
    ['the tracker counts fewer than are connected', { others: 1, connected: 3 }, 0],
    ['many are there', {}, 5],
    ['many are there, some on their way', { others: 6, attempts: 3 }, 3],
    ['enough are connected', { connected: 20 }, 0],
    ['one below enough', { connected: 19 }, 1],
    ['as many as may be are connected', { connected: 2, mostPeers: 2 }, 0],
    ['more than may be are connected', { connected: 3, mostPeers: 2 }, 0],
    ['none may be connected', { others: undefined, mostPeers: 0 }, 0],
    ['only two may be connected', { others: undefined, mostPeers: 2 }, 2],
  ])('%s', (_what, now, offers) => {
    expect(wantPeers({ ...mesh, ...now })).toBe(offers);
  });
});

describe('announceDelayMs', () => {
  const least = (now: Partial<Mesh>, inVain: number) =>
    announceDelayMs({ ...mesh, ...now }, inVain, 0);
  const most = (now: Partial<Mesh>, inVain: number) =>
    announceDelayMs({ ...mesh, ...now }, inVain, 1 - Number.EPSILON);

  it('asks soon when somebody is there and nobody connected', () => {
    expect(most({}, 0)).toBeLessThan(3_500);
  });

  it('asks every 5 to 10 s while it lacks peers', () => {
    for (const inVain of [2, 3, 7]) {
      expect(least({ connected: 4 }, inVain)).toBe(5_000);
      expect(most({ connected: 4 }, inVain)).toBeLessThanOrEqual(10_000);
    }
  });

  it('asks less and less often when it is in vain, but never gives up', () => {
    expect(least({ connected: 4 }, 8)).toBeGreaterThan(10_000);
    for (const inVain of [20, 1_000]) expect(most({ connected: 4 }, inVain)).toBeLessThan(75_001);
    expect(most({ others: 0 }, 1_000)).toBeLessThan(75_001);
  });

  it.each<Partial<Mesh>>([
    {},
    { connected: 4 },
    { attempts: 4 },
    { others: 0 },
    { others: undefined },
    { connected: 20 },
  ])('never asks more often than every 2 s on average: %o', (now) => {
    for (let inVain = 0; inVain < 12; inVain++) {
      expect((least(now, inVain) + most(now, inVain)) / 2).toBeGreaterThanOrEqual(2_000);
    }
  });
});

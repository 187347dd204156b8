import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Alarm } from '../../../src/swarm/mirrors/alarm.browser';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An alarm, and when it rang, in ms from now. */
function listen() {
  const startedAt = performance.now();
  const rang: number[] = [];
  const alarm = new Alarm(() => rang.push(performance.now() - startedAt));
  return { alarm, rang };
}

type Order = readonly ['set' | 'setAtLatest', delayMs: number] | readonly ['clear'];

it.each<[name: string, orders: readonly Order[], rings: number[]]>([
  ['never set', [], []],
  ['at once', [['set', 0]], [0]],
  ['once', [['set', 100]], [100]],
  [
    'again, later',
    [
      ['set', 100],
      ['set', 200],
    ],
    [200],
  ],
  [
    'again, sooner',
    [
      ['set', 200],
      ['set', 100],
    ],
    [100],
  ],
  ['at the latest, of nothing', [['setAtLatest', 100]], [100]],
  [
    'at the latest, sooner',
    [
      ['set', 200],
      ['setAtLatest', 100],
    ],
    [100],
  ],
  [
    'at the latest, later',
    [
      ['set', 100],
      ['setAtLatest', 200],
    ],
    [100],
  ],
  ['cleared', [['set', 100], ['clear']], []],
  ['cleared, then set', [['set', 1], ['clear'], ['setAtLatest', 50]], [50]],
])('%s', (_, orders, rings) => {
  const { alarm, rang } = listen();
  for (const order of orders)
    if (order[0] === 'clear') alarm.clear();
    else alarm[order[0]](order[1]);
  expect(alarm.isSet).toBe(rings.length > 0);
  vi.advanceTimersByTime(1_000);
  expect(rang).toEqual(rings);
  expect(alarm.isSet).toBe(false);
});

it('may be set by what it calls', () => {
  const rang: boolean[] = [];
  const alarm: Alarm = new Alarm(() => {
    rang.push(alarm.isSet);
    if (rang.length < 3) alarm.setAtLatest(10);
  });
  alarm.set(10);
  vi.advanceTimersByTime(1_000);
  expect(rang).toEqual([false, false, false]);
});

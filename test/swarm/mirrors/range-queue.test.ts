import { describe, expect, it } from 'vitest';
import { RangeQueue } from '../../../src/swarm/mirrors/range-queue';

function takeAll(queue: RangeQueue): number[] {
  const taken: number[] = [];
  for (let index = queue.take(); index !== undefined; index = queue.take()) taken.push(index);
  return taken;
}

describe('RangeQueue', () => {
  it.each([
    ['none', 0, [], []],
    ['one', 1, [], [0]],
    ['all', 4, [], [0, 1, 2, 3]],
    ['those that are not held', 4, [0, 2], [1, 3]],
    ['nothing when all are held', 3, [0, 1, 2], []],
    ['all when only others are held', 2, [2, 4_294_967_294, -1], [0, 1]],
  ])('gives %s, in order', (_what, count, held, taken) => {
    const queue = new RangeQueue(count, held);
    expect(queue.missing).toBe(taken.length);
    expect(takeAll(queue)).toEqual(taken);
  });

  it('is made at once for a file of any size', () => {
    const queue = new RangeQueue(Number.MAX_SAFE_INTEGER, []);
    expect([queue.take(), queue.take()]).toEqual([0, 1]);
    expect(queue.missing).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('gives again what came back, before anything else', () => {
    const queue = new RangeQueue(3, []);
    queue.take();
    queue.giveBack(0);
    expect(takeAll(queue)).toEqual([0, 1, 2]);
    expect(queue.missing).toBe(3);
  });

  it('counts a range as missing until it is stored', () => {
    const queue = new RangeQueue(1, []);
    queue.take();
    expect(queue.missing).toBe(1);
    queue.store(0);
    expect(queue.missing).toBe(0);
  });

  it('gives a dropped range once, whether or not it had come by', () => {
    const queue = new RangeQueue(4, [1, 3]);
    queue.take();
    queue.store(0);
    expect([0, 3, 1].map((index) => queue.drop(index))).toEqual([true, true, true]);
    expect(queue.missing).toBe(4);
    expect(takeAll(queue).sort()).toEqual([0, 1, 2, 3]);
  });

  it.each([0, 1, 2, -1])('does not drop %i, which is not here', (index) => {
    const queue = new RangeQueue(2, []);
    queue.take();
    expect(queue.drop(index)).toBe(false);
    expect(takeAll(queue)).toEqual([1]);
  });
});

describe('takeRun', () => {
  it.each([
    ['nothing', 0, [], 9, undefined],
    ['one', 3, [], 1, { first: 0, count: 1 }],
    ['all', 3, [], 9, { first: 0, count: 3 }],
    ['those before one that is here', 5, [2], 9, { first: 0, count: 2 }],
    ['those after one that is here', 5, [0], 9, { first: 1, count: 4 }],
  ])('takes %s', (_what, count, held, most, run) => {
    const queue = new RangeQueue(count, held);
    expect(queue.takeRun(most)).toEqual(run);
    const taken = run ? run.count : 0;
    expect(takeAll(queue)).toHaveLength(count - held.length - taken);
  });

  it('takes what came back with what follows it', () => {
    const queue = new RangeQueue(9, [5]);
    queue.takeRun(4);
    for (const index of [2, 0, 1]) queue.giveBack(index);
    expect(queue.takeRun(9)).toEqual({ first: 0, count: 3 });
    queue.giveBack(3);
    expect(queue.takeRun(9)).toEqual({ first: 3, count: 2 });
    expect(queue.takeRun(9)).toEqual({ first: 6, count: 3 });
  });
});

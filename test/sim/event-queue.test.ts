import { expect, it } from 'vitest';
import { EventQueue } from './event-queue';

it.each([undefined, 0, 1, 3])('lets things happen in their order, usual delay %s', (usualMs) => {
  const queue = new EventQueue(usualMs);
  const happened: string[] = [];
  for (const [name, delayMs] of [
    ['c', 3],
    ['a', 1],
    ['d', 3],
    ['b', 2],
  ] as const)
    queue.after(delayMs, () => happened.push(`${name} ${queue.nowMs}`));
  queue.after(1, () => queue.after(0, () => happened.push('within')));
  while (queue.step());
  expect(happened).toEqual(['a 1', 'within', 'b 2', 'c 3', 'd 3']);
  expect(queue.step()).toBe(false);
});

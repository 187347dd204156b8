import { expect, it } from 'vitest';
import { type Estimates, measureRoom } from '../../src/shelf/measure-room.browser';

const storage = (answer: StorageEstimate | Error): Estimates => ({
  estimate: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
});

it.each([
  [
    { usage: 0, quota: 0 },
    { used: 0, left: 0 },
  ],
  [
    { usage: 3, quota: 10 },
    { used: 3, left: 7 },
  ],
  [
    { usage: 11, quota: 10 },
    { used: 11, left: 0 },
  ],
  [{ usage: 3 }, undefined],
  [{ quota: 3 }, undefined],
  [{}, undefined],
  [new TypeError('not here'), undefined],
] as const)('reads %j', async (answer, room) => {
  expect(await measureRoom(storage(answer))).toEqual(room);
});

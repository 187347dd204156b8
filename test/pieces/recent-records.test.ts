import { expect, it, vi } from 'vitest';
import { RecentRecords } from '../../src/pieces/recent-records';

function recent(most = 10) {
  const load = vi.fn<() => Promise<unknown>>(() => Promise.resolve(new Blob([])));
  return { load, records: new RecentRecords(load, most) };
}

it('loads a record once, also for readers at the same time', async () => {
  const { load, records } = recent();
  const [a, b] = await Promise.all([records.get([1, 2]), records.get([1, 2])]);
  expect(await records.get([1, 2])).toBe(a);
  expect(b).toBe(a);
  expect(load.mock.calls).toEqual([[[1, 2]]]);
});

it('tells records apart', async () => {
  const { load, records } = recent();
  for (const pieces of [[1, 2], [12], [1], [2]]) await records.get(pieces);
  expect(load).toHaveBeenCalledTimes(4);
});

it('forgets the one that was used least recently', async () => {
  const { load, records } = recent(2);
  for (const pieces of [[1], [2], [1], [3]]) await records.get(pieces);
  load.mockClear();
  for (const pieces of [[1], [3], [2]]) await records.get(pieces);
  expect(load.mock.calls).toEqual([[[2]]]);
});

it.each([[0], [1]])('keeps no more than %i', async (most) => {
  const { load, records } = recent(most);
  for (const pieces of [[1], [2], [1]]) await records.get(pieces);
  expect(load).toHaveBeenCalledTimes(3);
});

it('forgets one, or all, when told to', async () => {
  const { load, records } = recent();
  for (const pieces of [[1], [2]]) await records.get(pieces);
  records.forget([2]);
  records.forget([7]);
  for (const pieces of [[1], [2]]) await records.get(pieces);
  expect(load).toHaveBeenCalledTimes(3);
  records.forgetAll();
  for (const pieces of [[1], [2]]) await records.get(pieces);
  expect(load).toHaveBeenCalledTimes(5);
});

it.each([
  ['what is not there', undefined],
  ['plain bytes', new ArrayBuffer(4)],
])('does not keep %s', async (_what, value) => {
  const { load, records } = recent();
  load.mockResolvedValue(value);
  for (let times = 0; times < 2; times++) expect(await records.get([1])).toBe(value);
  expect(load).toHaveBeenCalledTimes(2);
});

it('loads again after a failure', async () => {
  const { load, records } = recent();
  load.mockRejectedValueOnce(new Error('no'));
  await expect(records.get([1])).rejects.toThrow('no');
  expect(await records.get([1])).toBeInstanceOf(Blob);
});

it('does not lose a record to a load that was forgotten and failed later', async () => {
  const { load, records } = recent();
  const failures: ((error: Error) => void)[] = [];
  load.mockReturnValueOnce(new Promise((_, reject) => failures.push(reject)));
  const early = records.get([1]);
  records.forget([1]);
  const blob = await records.get([1]);
  failures[0]?.(new Error('no'));
  await expect(early).rejects.toThrow('no');
  expect(await records.get([1])).toBe(blob);
  expect(load).toHaveBeenCalledTimes(2);
});

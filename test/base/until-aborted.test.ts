import { describe, expect, it, vi } from 'vitest';
import { untilAborted } from '../../src/base/until-aborted.browser';

const never = new Promise<never>(() => undefined);

describe('untilAborted', () => {
  it('settles like the promise', async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    const error = new Error('no');
    await expect(untilAborted(Promise.reject(error), signal)).rejects.toBe(error);
  });

  it('rejects with the reason when it is aborted, before or after', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const waiting = untilAborted(never, controller.signal);
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(untilAborted(never, controller.signal)).rejects.toBe(reason);
  });

  it('listens to a signal no longer than it waits', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    for (let i = 0; i < 20; i++) await untilAborted(Promise.resolve(), signal);
    expect(added).toHaveBeenCalledTimes(20);
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });
});

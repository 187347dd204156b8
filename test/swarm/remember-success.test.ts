import { describe, expect, it } from 'vitest';
import { rememberSuccess } from '../../src/swarm/remember-success';

describe('rememberSuccess', () => {
  it('loads nothing before it is asked, and once for all who ask', async () => {
    let calls = 0;
    const load = rememberSuccess(() => Promise.resolve(++calls));
    expect(calls).toBe(0);
    expect(await Promise.all([load(), load()])).toEqual([1, 1]);
    expect(await load()).toBe(1);
  });

  it('tries again after a failure, which everybody who waited hears of', async () => {
    let calls = 0;
    const load = rememberSuccess(() =>
      ++calls === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(calls),
    );
    const first = await Promise.allSettled([load(), load()]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await load()).toBe(2);
    expect(calls).toBe(2);
  });
});

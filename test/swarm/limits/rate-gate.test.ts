import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RateGate } from '../../../src/swarm/limits/rate-gate.browser';

const { signal } = new AbortController();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Takes `count` chunks one after the other; the array holds the ms at which each passed. */
function takeChunks(gate: RateGate, bytes: number, count: number): number[] {
  const passedAt: number[] = [];
  const startMs = performance.now();
  void (async () => {
    for (let n = 0; n < count; n++) {
      await gate.take(bytes, signal);
      passedAt.push(performance.now() - startMs);
    }
  })();
  return passedAt;
}

describe('RateGate', () => {
  it('without a rate lets everything through at once, and makes no promise for it', async () => {
    const gate = new RateGate();
    expect(gate.take(1e9, signal)).toBe(gate.take(1, signal));
    await gate.take(1e9, signal);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps two who take in turn to the rate together', async () => {
    const gate = new RateGate();
    gate.setRate(100_000);
    const all = [takeChunks(gate, 10_000, 1_000), takeChunks(gate, 50_000, 1_000)];
    await vi.advanceTimersByTimeAsync(6_000);
    const [small, large] = all.map((passedAt) => passedAt.length);
    // First come, first served: as many chunks each.
    expect(Math.abs((small ?? 0) - (large ?? 0))).toBeLessThanOrEqual(1);
    const bytes = 10_000 * (small ?? 0) + 50_000 * (large ?? 0);
    expect(bytes).toBeGreaterThan(0.9 * 600_000);
    expect(bytes).toBeLessThan(600_000 + 60_000);
  });

  it('heeds a new rate at once, also for those who wait', async () => {
    const gate = new RateGate();
    gate.setRate(20_000);
    const passedAt = takeChunks(gate, 1_000_000, 3);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(passedAt).toHaveLength(1);
    gate.setRate(10_000_000);
    await vi.advanceTimersByTimeAsync(200);
    expect(passedAt).toHaveLength(3);
    gate.setRate(20_000);
    const late = takeChunks(gate, 1_000_000, 2);
    await vi.advanceTimersByTimeAsync(500);
    gate.setRate(undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(late).toHaveLength(2);
  });

  it('lets go of who gives up, and serves the next', async () => {
    const gate = new RateGate();
    gate.setRate(20_000);
    await gate.take(20_000, signal);
    const leaving = new AbortController();
    const left = gate.take(1e9, leaving.signal);
    const next = takeChunks(gate, 1, 1);
    const reason = new Error('left');
    leaving.abort(reason);
    await expect(left).rejects.toBe(reason);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(next).toHaveLength(1);
    await expect(gate.take(1, leaving.signal)).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });
});

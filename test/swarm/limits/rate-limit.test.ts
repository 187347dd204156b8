import { describe, expect, it } from 'vitest';
import { RateLimit } from '../../../src/swarm/limits/rate-limit';

function limitOf(rate: number | undefined, nowMs = 0): RateLimit {
  const limit = new RateLimit();
  limit.setRate(rate, nowMs);
  return limit;
}

/** Bytes taken until `untilMs` by one who always wants `chunk` more. */
function taken(limit: RateLimit, chunk: number, untilMs: number): number {
  let bytes = 0;
  for (let nowMs = 0; nowMs <= untilMs; nowMs += Math.max(limit.waitMs(nowMs), 0.01)) {
    if (limit.waitMs(nowMs) > 0) continue;
    limit.take(chunk, nowMs);
    bytes += chunk;
  }
  return bytes;
}

describe('RateLimit', () => {
  it('without a rate lets everything through', () => {
    const limit = limitOf(undefined);
    limit.take(1e12, 0);
    expect(limit.waitMs(0)).toBe(0);
  });

  it.each([
    [20_000, 2_000],
    [20_000, 262_144],
    [20_000, 1],
    [1_048_576, 16_384],
    [1_048_576, 4_194_304],
  ])('%d bytes/s in chunks of %d keep to the rate, but for one chunk', (rate, chunk) => {
    const seconds = 10;
    const bytes = taken(limitOf(rate), chunk, 1_000 * seconds);
    expect(bytes).toBeLessThanOrEqual(rate * seconds + 2 * chunk);
    expect(bytes).toBeGreaterThanOrEqual(0.95 * rate * seconds);
  });

  it('earns one second of bytes while nobody wants any, and no more', () => {
    const limit = limitOf(1_000);
    limit.take(1_000, 100_000);
    expect(limit.waitMs(100_000)).toBe(0);
    limit.take(1, 100_000);
    expect(limit.waitMs(100_000)).toBe(1);
  });

  it('takes nothing at no cost', () => {
    const limit = limitOf(1_000);
    limit.take(1_000, 0);
    const before = limit.waitMs(0);
    limit.take(0, 0);
    expect(limit.waitMs(0)).toBe(before);
  });

  it('owes the same bytes at a new rate', () => {
    const limit = limitOf(1_000, 1_000);
    limit.take(4_000, 1_000);
    expect(limit.waitMs(1_000)).toBe(4_000);
    limit.setRate(4_000, 1_000);
    expect(limit.waitMs(1_000)).toBe(1_000);
    limit.setRate(500, 1_500);
    expect(limit.waitMs(1_500)).toBe(4_000);
    limit.setRate(undefined, 1_500);
    expect(limit.waitMs(1_500)).toBe(0);
  });

  it('starts without debt and without credit when a limit is set in mid-transfer', () => {
    const limit = limitOf(undefined);
    limit.take(1e9, 5_000);
    limit.setRate(1_000, 5_000);
    expect(limit.waitMs(5_000)).toBe(0);
    limit.take(100, 5_000);
    expect(limit.waitMs(5_000)).toBe(100);
  });
});

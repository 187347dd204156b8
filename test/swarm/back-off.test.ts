import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../src/swarm/back-off';

const patience = { firstMs: 2_000, longestMs: 60_000 };

describe('backOffMs', () => {
  it.each([
    [0, 2_000],
    [1, 4_000],
    [2, 8_000],
    [4, 32_000],
    [5, 60_000],
    [5_000, 60_000],
  ])('after %i failures waits %i ms', (failures, delayMs) => {
    expect(backOffMs(failures, patience, 0.5)).toBe(delayMs);
  });

  it('spreads the wait by a quarter either way', () => {
    expect(backOffMs(0, patience, 0)).toBe(1_500);
    expect(backOffMs(0, patience, 0.999)).toBeCloseTo(2_499);
  });
});

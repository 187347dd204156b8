import { describe, expect, it } from 'vitest';
import { isLowBattery } from '../../../src/swarm/limits/conditions';

describe('isLowBattery', () => {
  it.each([
    [false, 0, true],
    [false, 0.19, true],
    [false, 0.2, false],
    [false, 1, false],
    [true, 0, false],
    [true, 0.19, false],
  ])('charging %s at %d: %s', (charging, level, low) => {
    expect(isLowBattery({ charging, level })).toBe(low);
  });
});

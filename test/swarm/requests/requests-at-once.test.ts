import { describe, expect, it } from 'vitest';
import { blockLength } from '../../../src/swarm/requests/block';
import { requestsAtOnce } from '../../../src/swarm/requests/requests-at-once';

describe('requestsAtOnce', () => {
  it('begins with a few, and asks for at least half a second of what a peer gives', () => {
    expect(requestsAtOnce(0)).toBe(4);
    for (const speed of [1e4, 1e5, 1e6])
      expect(requestsAtOnce(speed) * blockLength).toBeGreaterThan(speed / 2);
  });

  it('never asks for more than 8 MiB in advance', () => {
    expect(requestsAtOnce(1e12) * blockLength).toBe(8 * 2 ** 20);
    expect(requestsAtOnce(Infinity) * blockLength).toBe(8 * 2 ** 20);
  });

  it.each([
    [1, 1],
    [0.1, 1],
    [3, 3],
    [250, 250],
  ])('asks for no more than a peer takes: %s', (accepted, most) => {
    expect(requestsAtOnce(1e8, accepted)).toBe(most);
  });
});

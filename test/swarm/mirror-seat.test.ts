import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../src/base/problem';
import type { MirrorEvents } from '../../src/swarm/mirror-connection.browser';
import { MirrorSeat } from '../../src/swarm/mirror-seat.browser';

const longestDelayMs = 75_000;

function takeSeat() {
  const connections: MirrorEvents[] = [];
  const leave = new AbortController();
  const seat = new MirrorSeat({
    url: 'https://example.org/f',
    connect: (events) => connections.push(events),
    onBytes: () => undefined,
    signal: leave.signal,
  });
  return { seat, connections, leave };
}

describe('MirrorSeat', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('connects again, each time, when the engine hangs up', () => {
    const { seat, connections } = takeSeat();
    connections[0]?.onAnswer();
    expect(seat.report.state).toBe('working');
    for (let round = 1; round <= 5; round++) {
      connections.at(-1)?.onClosed();
      expect(seat.report.state).toBe('waiting');
      vi.advanceTimersByTime(longestDelayMs);
      expect(connections).toHaveLength(round + 1);
    }
    expect(seat.report.problem).toBeUndefined();
  });

  it('does not connect to a mirror that lied twice', () => {
    const { seat, connections } = takeSeat();
    for (let round = 0; round < 2; round++) {
      connections.at(-1)?.onClosed(new Problem('swarm/mirror-wrong-bytes'));
      vi.advanceTimersByTime(longestDelayMs);
    }
    expect(connections).toHaveLength(2);
    expect(seat.report.state).toBe('off');
  });

  it.each(['before', 'after'])('does not connect once it was left %s the end', (when) => {
    const { connections, leave } = takeSeat();
    if (when === 'before') leave.abort();
    connections[0]?.onClosed();
    leave.abort();
    vi.advanceTimersByTime(longestDelayMs);
    expect(connections).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { leastTime } from './least-time';
import { runCrowd } from './run-crowd';
import type { Scenario } from './scenario';

const MiB = 2 ** 20;
const six: Scenario = {
  name: 'N = 6',
  length: 12 * MiB,
  pieceLength: 64 * 1024,
  publisherUpload: MiB,
  receivers: Array.from({ length: 6 }, () => ({ upload: MiB })),
};

describe('the simulator', () => {
  it('has the same outcome for the same seed, another one for another', () => {
    expect(runCrowd(six)).toEqual(runCrowd(six));
    expect(runCrowd({ ...six, seed: 2 })).not.toEqual(runCrowd(six));
  });

  it('never finishes before the least possible time', () => {
    for (const receivers of [six.receivers.slice(0, 1), six.receivers]) {
      expect(runCrowd({ ...six, receivers }).ratio).toBeGreaterThan(1);
    }
  });
});

describe('a crowd', () => {
  it('of six ends close to the least possible time, with hardly more than one copy sent', () => {
    const { ratio, copies } = runCrowd(six);
    expect(ratio).toBeLessThan(1.15);
    expect(copies).toBeLessThan(1.15);
  });

  it('ends sooner than without super-seeding', () => {
    expect(runCrowd(six).ratio).toBeLessThan(runCrowd({ ...six, plain: true }).ratio);
  });

  it('ends without a publisher that leaves after 1.2 copies', () => {
    const { ratio, copies } = runCrowd({ ...six, publisherLeavesAfter: 1.2 });
    expect(ratio).toBeLessThan(1.3);
    expect(copies).toBeLessThan(1.4);
  });

  it('ends although members leave and come', () => {
    const receivers = [
      ...six.receivers.slice(2),
      ...[1, 2].map(() => ({ upload: MiB, leavesMs: 6_000 })),
      ...[1, 2].map(() => ({ upload: MiB, joinsMs: 6_000 })),
    ];
    expect(runCrowd({ ...six, receivers }).ratio).toBeLessThan(1.5);
  });

  it('of one gets everything', () => {
    const receivers = six.receivers.slice(0, 1);
    expect(runCrowd({ ...six, receivers }).ratio).toBeLessThan(1.1);
  });

  it('does not wait for a member with a slow line', () => {
    const slow = { upload: MiB, download: MiB / 8, leavesMs: 60_000 };
    const { seconds } = runCrowd({ ...six, receivers: [{ upload: MiB }, slow] });
    expect(seconds).toBeLessThan(24);
  });
});

describe('the least possible time', () => {
  it.each([
    ['the publisher’s upload', six, 12],
    ['everybody’s upload', { ...six, publisherUpload: 6 * MiB }, 6],
    ['the slowest download', { ...six, receivers: [{ upload: MiB, download: MiB / 2 }] }, 24],
  ])('is that of %s', (_, scenario, seconds) => {
    expect(leastTime(scenario)).toBeCloseTo(seconds);
  });
});

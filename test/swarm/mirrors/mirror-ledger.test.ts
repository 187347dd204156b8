import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { MirrorLedger } from '../../../src/swarm/mirrors/mirror-ledger';

const url = 'https://example.org/f';
const lost = new Problem('swarm/mirror-unreachable');
const lied = new Problem('swarm/mirror-wrong-bytes');

function newLedger(): MirrorLedger {
  return new MirrorLedger(url, () => 0.5);
}

describe('MirrorLedger', () => {
  it('has heard nothing at first', () => {
    expect(newLedger().report).toEqual({
      url,
      state: 'trying',
      receivedBytes: 0,
      problem: undefined,
    });
  });

  it('counts bytes without calling that an answer', () => {
    const ledger = newLedger();
    ledger.received(3);
    ledger.received(4);
    expect(ledger.report).toMatchObject({ state: 'trying', receivedBytes: 7 });
  });

  it('waits longer each time until there is an answer', () => {
    const ledger = newLedger();
    expect([ledger.failed(lost), ledger.failed(lost)]).toEqual([1_000, 2_000]);
    expect(ledger.report).toMatchObject({ state: 'waiting', problem: lost });
    ledger.answered();
    expect(ledger.report.state).toBe('working');
    expect(ledger.failed(lost)).toBe(1_000);
  });

  it('waits when it was hung up on, without a strike, and keeps its last problem', () => {
    const ledger = newLedger();
    ledger.failed(lied);
    const delays = Array.from({ length: 7 }, () => ledger.failed(undefined));
    expect(delays).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(ledger.report).toMatchObject({ state: 'waiting', problem: lied });
  });

  it('stays off, whatever still comes', () => {
    const ledger = newLedger();
    ledger.failed(lied);
    expect(ledger.failed(lied)).toBe('off');
    ledger.answered();
    expect(ledger.failed(undefined)).toBe('off');
    expect(ledger.failed(lost)).toBe('off');
    expect(ledger.report).toMatchObject({ state: 'off', problem: lied });
  });
});

import { describe, expect, it } from 'vitest';
import { SpeedMeter } from '../../src/swarm/speed-meter';
import { TransferMeter } from '../../src/swarm/transfer-meter';

const now = { size: 1_000, peers: 2, mirrors: [], seeding: false };

describe('SpeedMeter', () => {
  it('is 0 before anything came', () => {
    expect(new SpeedMeter().rate(0)).toBe(0);
  });

  it('gives bytes per second over the last five seconds', () => {
    const meter = new SpeedMeter();
    for (let ms = 0; ms <= 20_000; ms += 100) meter.add(100, ms);
    expect(meter.rate(20_000)).toBeGreaterThan(990);
    expect(meter.rate(20_000)).toBeLessThan(1_070);
  });

  it('falls to 0 within five seconds of silence', () => {
    const meter = new SpeedMeter();
    meter.add(5_000, 0);
    expect(meter.rate(1_000)).toBe(5_000);
    expect(meter.rate(5_500)).toBe(0);
  });

  it('does not divide by a moment that is too short', () => {
    const meter = new SpeedMeter();
    meter.add(1_000, 0);
    expect(meter.rate(1)).toBe(1_000);
  });
});

describe('TransferMeter', () => {
  it('knows nothing at first', () => {
    expect(new TransferMeter().read({ ...now, nowMs: 0 })).toMatchObject({
      haveBytes: 0,
      downloadSpeed: 0,
      secondsLeft: undefined,
      fromPeersBytes: 0,
      fromMirrorsBytes: 0,
      toPeersBytes: 0,
    });
  });

  it('counts by where bytes come from and go to', () => {
    const meter = new TransferMeter();
    meter.fromPeers(100, 0);
    meter.fromMirrors(30, 10);
    meter.toPeers(7, 20);
    meter.have(120);
    meter.lost(20);
    expect(meter.read({ ...now, nowMs: 1_000 })).toMatchObject({
      haveBytes: 100,
      downloadSpeed: 130,
      uploadSpeed: 7,
      fromPeersBytes: 100,
      fromMirrorsBytes: 30,
      toPeersBytes: 7,
      secondsLeft: 900 / 130,
    });
  });

  it('has no time left once everything is here', () => {
    const meter = new TransferMeter();
    meter.fromPeers(1_000, 0);
    meter.have(1_000);
    expect(meter.read({ ...now, nowMs: 100 }).secondsLeft).toBeUndefined();
  });
});

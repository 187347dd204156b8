import { describe, expect, it } from 'vitest';
import { OfferGate } from '../../../src/swarm/trackers/offer-gate';

describe('OfferGate', () => {
  it('takes the offers of a crowd that starts together', () => {
    const gate = new OfferGate();
    for (let peer = 0; peer < 10; peer++) expect(gate.takes(`peer ${peer}`, 0, 0)).toBe(true);
  });

  it('takes no more strangers than there is room for, and some of those who ask again', () => {
    const gate = new OfferGate();
    expect(gate.takes('honest', 0, 6)).toBe(false);
    expect(gate.takes('honest', 1_999, 6)).toBe(false);
    expect(gate.takes('honest', 2_000, 6)).toBe(true);
    expect(gate.takes('stranger', 2_000, 6)).toBe(false);
    gate.takes('other', 2_000, 10);
    expect(gate.takes('other', 9_000, 10)).toBe(false);
  });

  it('does not take one peer again before its connection could come about', () => {
    const gate = new OfferGate();
    const takenMs: number[] = [];
    for (let ms = 0; ms < 300_000; ms += 500) if (gate.takes('same', ms, 0)) takenMs.push(ms);
    const waits = takenMs.slice(1).map((ms, i) => ms - (takenMs[i] ?? 0));
    expect(waits.slice(0, 6)).toEqual([4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('lets a peer that means it through a flood of made-up ids', () => {
    const gate = new OfferGate();
    let strangers = 0;
    let honestMs: number | undefined;
    let id = 0;
    for (let ms = 0; ms < 60_000; ms += 100) {
      for (let i = 0; i < 30; i++) if (gate.takes(`made up ${id++}`, ms, 6)) strangers++;
      // The honest one's first offer comes late, and again every 7 s.
      if (ms >= 10_000 && ms % 7_000 === 0 && gate.takes('honest', ms, 6)) honestMs ??= ms;
    }
    expect(strangers).toBe(0);
    expect(honestMs).toBe(21_000);
  });

  it('takes no more than one stranger a second in the long run', () => {
    const gate = new OfferGate();
    let taken = 0;
    let id = 0;
    for (let ms = 0; ms < 60_000; ms += 10) if (gate.takes(`made up ${id++}`, ms, 0)) taken++;
    expect(taken).toBeLessThanOrEqual(70);
    expect(taken).toBeGreaterThan(60);
  });
});

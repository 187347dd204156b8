import { describe, expect, it } from 'vitest';
import { newcomerWins } from '../../../src/swarm/trackers/glare';

const small = '2d57573033303041';
const large = '2d57573033303042';
const freshMs = 100;
const stuckMs = 5_000;

describe('newcomerWins', () => {
  it.each([
    ['ours, and our id is smaller', small, large, true, true],
    ['theirs, and our id is smaller', small, large, false, false],
    ['ours, and our id is larger', large, small, true, false],
    ['theirs, and our id is larger', large, small, false, true],
  ])('the later of two crossing offers is %s', (_what, own, other, initiator, wins) => {
    const [newcomer, known] = [
      { initiator, offerId: 'aa' },
      { initiator: !initiator, offerId: 'bb' },
    ];
    expect(newcomerWins({ own, other }, newcomer, known, freshMs)).toBe(wins);
    // However long the first has been on its way: the other side may have begun at another time.
    expect(newcomerWins({ own, other }, newcomer, known, stuckMs)).toBe(wins);
  });

  it.each([
    ['has the smaller id', 'aa', 'bb', freshMs, true],
    ['has the larger id', 'bb', 'aa', freshMs, false],
    ['is the same', 'aa', 'aa', freshMs, false],
    ['has the larger id, but the first is stuck', 'bb', 'aa', stuckMs, true],
  ])('the second offer of one side %s', (_what, newId, knownId, knownForMs, wins) => {
    for (const initiator of [true, false]) {
      const newcomer = { initiator, offerId: newId };
      const known = { initiator, offerId: knownId };
      expect(newcomerWins({ own: small, other: large }, newcomer, known, knownForMs)).toBe(wins);
      expect(newcomerWins({ own: large, other: small }, newcomer, known, knownForMs)).toBe(wins);
    }
  });

  it('makes both sides keep the same one of two crossing offers, in any order of arrival', () => {
    // An offer is initiated by one side: the same connection has opposite roles on the two ends.
    const keptBy = (own: string, other: string, first: 'own' | 'other'): 'own' | 'other' => {
      const second = first === 'own' ? 'other' : 'own';
      const attempt = (whose: 'own' | 'other') => ({ initiator: whose === 'own', offerId: whose });
      const wins = newcomerWins({ own, other }, attempt(second), attempt(first), freshMs);
      return wins ? second : first;
    };
    for (const firstAtSmall of ['own', 'other'] as const) {
      for (const firstAtLarge of ['own', 'other'] as const) {
        const atSmall = keptBy(small, large, firstAtSmall);
        const atLarge = keptBy(large, small, firstAtLarge);
        expect([atSmall, atLarge]).toEqual(['own', 'other']);
      }
    }
  });
});

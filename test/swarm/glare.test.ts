import { describe, expect, it } from 'vitest';
import { newcomerWins } from '../../src/swarm/glare';

describe('newcomerWins', () => {
  const small = '2d57573033303041';
  const large = '2d57573033303042';

  it.each([
    ['ours, and our id is smaller', small, { id: large, initiator: true }, true],
    ['theirs, and our id is smaller', small, { id: large, initiator: false }, false],
    ['ours, and our id is larger', large, { id: small, initiator: true }, false],
    ['theirs, and our id is larger', large, { id: small, initiator: false }, true],
  ])('the offer is %s', (_what, ownId, newcomer, wins) => {
    expect(newcomerWins(ownId, newcomer)).toBe(wins);
  });

  it('makes both sides keep the same one of two crossing offers, in any order of arrival', () => {
    // An offer is initiated by one side: the same connection has opposite roles on the two ends.
    const keptBy = (own: string, other: string, first: 'own' | 'other'): 'own' | 'other' => {
      const second = first === 'own' ? 'other' : 'own';
      return newcomerWins(own, { id: other, initiator: second === 'own' }) ? second : first;
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

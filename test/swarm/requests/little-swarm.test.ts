import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockLength } from '../../../src/swarm/requests/block';
import { seededRandom } from '../../support/random';
import { LittleSwarm, type Manner, type Member } from './little-swarm';

const manners: Manner[] = [
  'honest',
  'choker',
  'half-hearted',
  'staller',
  'dripper',
  'leaver',
  'rejecter',
  'liar',
  'turncoat',
  'poisoner',
];

const member: fc.Arbitrary<Member> = fc.record({
  manner: fc.constantFrom(...manners),
  has: fc.oneof(fc.constant('all' as const), fc.array(fc.nat(29), { maxLength: 20 })),
  speed: fc.integer({ min: 1, max: 8 }),
  joinsAtSecond: fc.nat(40),
});

/** Bytes in a file of up to 30 pieces, the last of which may be one byte. */
const file = fc
  .record({
    blocks: fc.constantFrom(1, 2, 4, 16),
    whole: fc.nat(29),
    rest: fc.constantFrom(1, blockLength - 1, blockLength),
  })
  .map(({ blocks, whole, rest }) => ({
    length: whole * blocks * blockLength + rest,
    pieceLength: blocks * blockLength,
  }));

const full = (manner: Manner, joinsAtSecond = 0): Member => ({
  manner,
  has: 'all',
  speed: 4,
  joinsAtSecond,
});

function swarmOf(members: readonly Member[], pieces = 20, blocks = 4): LittleSwarm {
  const pieceLength = blocks * blockLength;
  const length = pieces * pieceLength - 5;
  return new LittleSwarm({ length, pieceLength, members, random: seededRandom(1) });
}

describe('RequestBook, in a swarm', () => {
  it('ends when one honest source has everything, whoever else is there, and blames no honest one', () => {
    fc.assert(
      fc.property(
        file,
        fc.array(member, { maxLength: 6 }),
        fc.constantFrom<Manner>('honest', 'choker'),
        fc.nat(60),
        fc.integer(),
        ({ length, pieceLength }, members, manner, joinsAtSecond, seed) => {
          const pieces = Math.ceil(length / pieceLength);
          const swarm = new LittleSwarm({
            length,
            pieceLength,
            // What a member has beyond the end is not announced.
            members: [
              ...members.map((one) =>
                one.has === 'all' ? one : { ...one, has: one.has.filter((at) => at < pieces) },
              ),
              full(manner, joinsAtSecond),
            ],
            random: seededRandom(seed),
            mostOpenBytes: 8 * pieceLength,
          });
          expect(swarm.run(5_000)).toBe(true);
          for (const honest of ['honest', 'choker', 'half-hearted', 'dripper', 'leaver'] as const)
            expect(swarm.blamed).not.toContain(honest);
          expect(swarm.book.trust.wastedBytes).toBeLessThanOrEqual(
            0.05 * length + pieceLength * swarm.mayWaste,
          );
        },
      ),
      { numRuns: 1500 },
    );
  });
});

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

/** Sources that send nothing wrong, whatever else they do. */
const innocent: Manner[] = manners.filter((one) => !['liar', 'turncoat', 'poisoner'].includes(one));

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
          for (const one of innocent) expect(swarm.blamed).not.toContain(one);
          expect(swarm.book.trust.wastedBytes).toBeLessThanOrEqual(
            0.05 * length + pieceLength * swarm.mayWaste + swarm.droppedBytes,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stops wasting at three times the size, and goes on when an honest one comes', () => {
    const pieceLength = 4 * blockLength;
    const length = 10 * pieceLength - 5;
    // It comes back under another name whenever it is dropped.
    const members: Member[] = [full('poisoner'), full('rejecter')];
    const swarm = new LittleSwarm({
      length,
      pieceLength,
      members: [...members, { ...full('staller'), has: [0] }],
      random: seededRandom(1),
    });
    expect(swarm.run(600)).toBe(false);
    expect(swarm.book.trust.wastedBytes).toBeLessThanOrEqual(3 * length + 10 * pieceLength);
    swarm.join(full('honest'));
    expect(swarm.run(600)).toBe(true);
  });
});

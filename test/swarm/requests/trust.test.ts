import { beforeEach, describe, expect, it } from 'vitest';
import { blockLength } from '../../../src/swarm/requests/block';
import { OpenPiece } from '../../../src/swarm/requests/open-piece';
import { Trust } from '../../../src/swarm/requests/trust';

const pieceLength = 2 * blockLength;
let trust: Trust;
beforeEach(() => {
  trust = new Trust({ length: 10 * pieceLength, pieceLength });
});

/** A whole piece, from these in turn. */
function piece(index: number, ...givers: string[]): OpenPiece {
  const whole = new OpenPiece(index, givers.length * blockLength, false, 0);
  for (const giver of givers) whole.receive(whole.reserve(giver)?.offset ?? -1, giver);
  return whole;
}

describe('Trust', () => {
  it('knows nothing of strangers', () => {
    expect([trust.isProven('a'), trust.isDropped('a'), trust.faulty]).toEqual([false, false, []]);
  });

  it('proves who gave a piece alone, not who gave a part', () => {
    trust.fits(piece(0, 'a', 'a'), []);
    trust.fits(piece(1, 'b', 'c'), []);
    expect(['a', 'b', 'c'].map((id) => trust.isProven(id))).toEqual([true, false, false]);
  });

  it('drops after two wrong pieces, and counts their bytes', () => {
    expect(trust.fails(piece(0, 'a', 'a'), ['x', 'y'])).toEqual(['a']);
    expect([trust.isDropped('a'), trust.isProven('a')]).toEqual([false, false]);
    trust.fails(piece(1, 'a', 'a'), ['x', 'y']);
    expect([trust.isDropped('a'), trust.wastedBytes]).toEqual([true, 2 * pieceLength]);
    expect(trust.faulty).toEqual([{ id: 'a', right: 0, wrong: 2 }]);
  });

  it('drops who sent one wrong piece for sure and had a part in another', () => {
    trust.fails(piece(0, 'a', 'b'), ['x', '2']);
    expect([trust.isSuspicious(0), trust.suspicionsOf('b')]).toEqual([true, 1]);
    trust.fails(piece(0, 'a', 'a'), ['x', 'y']);
    expect([trust.isDropped('a'), trust.isDropped('b')]).toEqual([true, false]);
    expect(trust.fits(piece(0, 'b', 'b'), ['1', '2'])).toEqual(['a']);
    expect(trust.faulty.map(({ id }) => id)).toEqual(['a']);
  });

  it('remembers liars that left, and keeps nothing of others', () => {
    trust.fits(piece(0, 'a', 'a'), []);
    for (const index of [1, 2]) trust.fails(piece(index, 'b', 'b'), ['x', 'y']);
    for (const id of ['a', 'b', 'stranger']) trust.gone(id);
    expect([trust.isProven('a'), trust.isDropped('b')]).toEqual([false, true]);
  });

  it('lets strangers try until three times the file was wasted, then one each minute', () => {
    trust.wasted(29 * pieceLength);
    expect([trust.mayTry(0, 0), trust.mayTry(1, 0)]).toEqual([true, false]);
    expect([trust.mayTry(1, 59_999), trust.mayTry(1, 60_000)]).toEqual([false, true]);
  });
});

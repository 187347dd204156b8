import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickRarest, type MissingPiece } from '../../src/swarm/pick-rarest';

const untouched: MissingPiece = { length: 100, missing: 100, fullyAsked: false };
const started: MissingPiece = { length: 100, missing: 40, fullyAsked: false };
const asked: MissingPiece = { length: 100, missing: 40, fullyAsked: true };
const anything = (): boolean => true;

function pick(
  availability: number[],
  pieces: (MissingPiece | undefined)[],
  usable: (index: number) => boolean = anything,
  random = 0,
): number {
  return pickRarest(
    pieces.length,
    availability,
    (index) => pieces[index],
    usable,
    () => random,
  );
}

describe('pickRarest', () => {
  it('finds nothing among no pieces', () => {
    expect(pick([], [])).toBe(-1);
  });

  it('takes the only piece', () => {
    expect(pick([3], [untouched])).toBe(0);
  });

  it('takes the piece that the fewest peers have', () => {
    expect(pick([3, 1, 2], [untouched, untouched, untouched])).toBe(1);
  });

  it('passes over pieces that are here, wholly asked for, or not usable', () => {
    expect(pick([1, 1, 1, 5], [undefined, asked, untouched, untouched], (i) => i !== 2)).toBe(3);
  });

  it('prefers a started piece among equally rare ones, but a rarer one to a started one', () => {
    expect(pick([2, 2], [untouched, started])).toBe(1);
    expect(pick([1, 2], [untouched, started])).toBe(0);
  });

  it('does not look beyond the last piece, however long the list of availability', () => {
    const availability = [1, 1];
    availability.length = 2_147_483_648;
    const seen: number[] = [];
    pickRarest(
      2,
      availability,
      (index) => {
        seen.push(index);
        return undefined;
      },
      anything,
      () => 0,
    );
    expect(seen).toEqual([0, 1]);
  });

  it('gives -1 when everything is here', () => {
    expect(pick([1, 1], [undefined, undefined])).toBe(-1);
  });

  it('chooses evenly among equals', () => {
    const counts = [0, 0, 0, 0];
    let seed = 1;
    const random = (): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let i = 0; i < 4_000; i++) {
      const index = pickRarest(4, [1, 1, 1, 1], () => untouched, anything, random);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });

  it('never gives a piece that could not be asked for, and always one when there is one', () => {
    const piece = fc.constantFrom(undefined, untouched, started, asked);
    const input = fc.array(fc.record({ availability: fc.nat(9), piece, usable: fc.boolean() }));
    fc.assert(
      fc.property(input, fc.double({ min: 0, max: 0.999, noNaN: true }), (all, random) => {
        const fits = (i: number): boolean =>
          all[i]?.usable === true && all[i].piece !== undefined && !all[i].piece.fullyAsked;
        const index = pick(
          all.map((one) => one.availability),
          all.map((one) => one.piece),
          (i) => all[i]?.usable ?? false,
          random,
        );
        const candidates = all.flatMap((one, i) => (fits(i) ? [one.availability] : []));
        if (candidates.length === 0) expect(index).toBe(-1);
        else {
          expect(fits(index)).toBe(true);
          expect(all[index]?.availability).toBe(Math.min(...candidates));
        }
      }),
    );
  });
});

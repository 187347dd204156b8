import { describe, expect, it } from 'vitest';
import { chooseSpan, type Span, type Stance } from '../../../src/swarm/mirrors/choose-span';
import { CrowdShares } from '../../../src/swarm/mirrors/crowd-shares';

/** A row of pieces: `.` is free, `H` is here, `A` is on its way, a digit is how many peers have it. */
function viewOf(row: string) {
  const at = (index: number): string => row[index] ?? '';
  return {
    pieces: row.length,
    isFree: (index: number) => /[.\d]/.test(at(index)),
    isHere: (index: number) => at(index) === 'H',
    availability: (index: number) => Number(/\d/.exec(at(index))?.[0] ?? 0),
  };
}

describe('chooseSpan, anything', () => {
  it.each<[string, number, number, Span | undefined]>([
    ['', 0, 4, undefined],
    ['.', 0, 4, { first: 0, count: 1 }],
    ['H', 0, 4, undefined],
    ['A', 0, 4, undefined],
    ['....', 0, 0, undefined],
    ['....', 0, 1, { first: 0, count: 1 }],
    ['....', 0, 9, { first: 0, count: 4 }],
    ['HA..H...', 0, 9, { first: 2, count: 2 }],
    ['H1.2..', 0, 9, { first: 1, count: 5 }],
    ['......', 4, 9, { first: 4, count: 2 }],
    ['...HHH', 4, 2, { first: 0, count: 2 }],
    ['......', 3, 2, { first: 3, count: 2 }],
    ['..', 7, 2, { first: 0, count: 2 }],
    ['..', -1, 2, { first: 0, count: 2 }],
  ])('%s from %i, at most %i', (row, from, most, span) => {
    expect(chooseSpan(viewOf(row), { kind: 'anything', from }, most)).toEqual(span);
  });
});

describe('chooseSpan, shared', () => {
  const file = { pieces: 256, pieceLength: 262_144 };
  const ids = ['a', 'b', 'Ü', ''];
  const sharesOf = (id: string): CrowdShares =>
    new CrowdShares(
      file,
      id,
      ids.filter((other) => other !== id),
    );
  const stanceOf = (id: string, helpFor: number, isStalled = false): Stance => ({
    kind: 'share',
    shares: sharesOf(id),
    helpFor: () => helpFor,
    isStalled: () => isStalled,
  });
  /** Everything that a page is asked for in turn when everything that it gets is there at once. */
  function readAll(id: string, helpFor: number, isStalled = false): number[] {
    const here = new Set<number>();
    const view = {
      pieces: file.pieces,
      isFree: (index: number) => !here.has(index),
      isHere: (index: number) => here.has(index),
      availability: () => 0,
    };
    for (;;) {
      const span = chooseSpan(view, stanceOf(id, helpFor, isStalled), 3);
      if (!span) return [...here];
      for (let at = 0; at < span.count; at++) here.add(span.first + at);
    }
  }

  it('gives each page a part, in order, and all of them everything, once', () => {
    const parts = ids.map((id) => readAll(id, 0));
    for (const part of parts) {
      expect(part.length).toBeGreaterThan(file.pieces / 10);
      expect(part).toEqual([...part].sort((a, b) => a - b));
    }
    const all = parts.flat().sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: file.pieces }, (_, index) => index));
  });

  it('goes on with the far ends of others, leaving to each what it must be at', () => {
    const own = readAll('a', 0);
    const helped = readAll('a', 3).slice(own.length);
    expect(helped.length).toBeGreaterThan(0);
    expect(helped).toEqual([...helped].sort((a, b) => b - a));
    expect(own.length + helped.length).toBeLessThan(file.pieces);
    expect(readAll('a', 3, true)).toHaveLength(file.pieces);
  });

  it('has one page help first', () => {
    const helpers = ids.map((id) => readAll(id, 1, true).slice(readAll(id, 0).length));
    const all = helpers.flat().sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: file.pieces }, (_, index) => index));
  });

  it.each([
    ['H'.repeat(256), undefined],
    ['1'.repeat(256), undefined],
    ['A'.repeat(256), undefined],
  ])('leaves what is here, on its way, or at a peer', (row, span) => {
    expect(chooseSpan(viewOf(row), stanceOf('a', 3, true), 9)).toEqual(span);
  });
});

describe('CrowdShares', () => {
  const file = { pieces: 256, pieceLength: 262_144 };

  it('moves only the runs of who comes or goes', () => {
    const before = new CrowdShares(file, 'a', ['b', 'c']);
    const after = new CrowdShares(file, 'a', ['b', 'c', 'd']);
    for (let run = 0; run < before.runs; run++) {
      expect(['d', before.ownerOf(run)]).toContain(after.ownerOf(run));
    }
  });

  it('is the same whoever computes it, and in whatever order', () => {
    const a = new CrowdShares(file, 'a', ['b', 'c']);
    const b = new CrowdShares(file, 'b', ['c', 'a', 'b']);
    for (let run = 0; run < a.runs; run++) expect(a.ownerOf(run)).toBe(b.ownerOf(run));
  });

  it.each([
    [1, 65_536, 1, 1],
    [1_024, 65_536, 16, 64],
    [4_096, 262_144, 4, 1_024],
    [24, 1_048_576, 1, 24],
    [10, 67_108_864, 1, 10],
  ])('cuts %i pieces of %i bytes into runs of %i', (pieces, pieceLength, runLength, runs) => {
    const shares = new CrowdShares({ pieces, pieceLength }, 'a', []);
    expect(shares).toMatchObject({ runLength, runs });
    expect(shares.piecesOf(runs - 1).end).toBe(pieces);
    expect(shares.ownRank(0)).toBe(0);
  });
});

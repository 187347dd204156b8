import { describe, expect, it } from 'vitest';
import { BusySpeed } from '../../../src/swarm/mirrors/busy-speed';
import { bytesOfSpan, PieceCutter } from '../../../src/swarm/mirrors/piece-cutter';

const file = { length: 23, pieceLength: 5 };

describe('PieceCutter', () => {
  it.each([
    ['one by one', 1],
    ['a bit less than a piece', 4],
    ['a piece', 5],
    ['several pieces', 12],
    ['everything', 99],
  ])('cuts what arrives %s at a time', (_what, step) => {
    const cutter = new PieceCutter(file, { first: 2, count: 3 });
    const { start, length } = bytesOfSpan(file, { first: 2, count: 3 });
    const bytes = Uint8Array.from({ length }, (_, at) => start + at);
    const pieces = [];
    for (let at = 0; at < length; at += step) {
      pieces.push(...cutter.add(bytes.subarray(at, at + step)));
    }
    expect(pieces.map(({ index, bytes: piece }) => [index, ...piece])).toEqual([
      [2, 10, 11, 12, 13, 14],
      [3, 15, 16, 17, 18, 19],
      [4, 20, 21, 22],
    ]);
  });

  it('makes nothing of nothing', () => {
    expect(new PieceCutter(file, { first: 0, count: 1 }).add(new Uint8Array())).toEqual([]);
  });
});

describe('bytesOfSpan', () => {
  it.each([
    [0, 1, 0, 5],
    [1, 2, 5, 10],
    [4, 1, 20, 3],
    [0, 5, 0, 23],
    [3, 99, 15, 8],
  ])('piece %i and %i in all', (first, count, start, length) => {
    expect(bytesOfSpan(file, { first, count })).toEqual({ start, length });
  });
});

describe('BusySpeed', () => {
  it('knows nothing at first', () => {
    expect(new BusySpeed().speed).toBe(0);
  });

  it('knows soon, from little', () => {
    const speed = new BusySpeed();
    speed.begin(0);
    speed.add(1_000, 1);
    expect(speed.speed).toBe(10_000);
    speed.add(1_000, 200);
    expect(speed.speed).toBe(10_000);
  });

  it('does not count the time in which nothing was asked for', () => {
    const speed = new BusySpeed();
    speed.begin(0);
    for (let second = 1; second <= 4; second++) speed.add(1_000, 1_000 * second);
    speed.end(4_000);
    const before = speed.speed;
    expect(before).toBeGreaterThan(900);
    speed.begin(1_000_000);
    speed.add(1_000, 1_001_000);
    expect(speed.speed).toBeGreaterThan(900);
    expect(speed.speed).toBeLessThan(1_400);
  });

  it('counts time once when two requests are on their way', () => {
    const speed = new BusySpeed();
    speed.begin(0);
    speed.begin(0);
    for (let second = 1; second <= 4; second++) speed.add(1_000, 1_000 * second);
    expect(speed.speed).toBeGreaterThan(900);
  });
});

import { describe, expect, it } from 'vitest';
import { SuperSeeder } from '../../../src/swarm/serving/super-seeder';
import { seededRandom } from '../../support/random';

const pieceLength = 64 * 1024;

function seederOf(pieces: number, ...ids: readonly string[]): SuperSeeder {
  const seeder = new SuperSeeder({ pieces, pieceLength, random: seededRandom(1) });
  for (const id of ids) seeder.join(id);
  return seeder;
}

/** Lets a peer have everything that it is told of, until it is told of nothing more. */
function feed(seeder: SuperSeeder, id: string, nowMs = 0, speed = 0): number[] {
  const all: number[] = [];
  for (;;) {
    const revealed = seeder.reveal(id, nowMs, speed);
    if (revealed.length === 0) return all;
    all.push(...revealed);
    for (const index of revealed) seeder.announced(id, index);
  }
}

describe('SuperSeeder', () => {
  it('reveals two pieces at first, and no more before they are there', () => {
    const seeder = seederOf(10, 'a');
    expect(seeder.reveal('a', 0, 0)).toHaveLength(2);
    expect(seeder.reveal('a', 1_000, 0)).toEqual([]);
  });

  it('offers no piece twice while there are others', () => {
    const seeder = seederOf(6, 'a', 'b', 'c');
    const revealed = ['a', 'b', 'c'].flatMap((id) => seeder.reveal(id, 0, 0));
    expect(new Set(revealed)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  });

  it('keeps seconds of a fast peer’s speed ahead', () => {
    const seeder = seederOf(1_000, 'a');
    expect(seeder.reveal('a', 0, 100 * pieceLength)).toHaveLength(202);
  });

  it('gives a lone receiver everything, and is over then', () => {
    const seeder = seederOf(7, 'a');
    expect(feed(seeder, 'a').sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(seeder.isOver).toBe(true);
    expect(seeder.rest('a')).toEqual([]);
  });

  it('is over when a seeder comes, and tells everybody the rest once', () => {
    const seeder = seederOf(4, 'a', 'b');
    const told = seeder.reveal('a', 0, 0);
    for (let index = 0; index < 4; index++) seeder.announced('b', index);
    expect(seeder.isOver).toBe(true);
    expect(seeder.reveal('a', 0, 0)).toEqual([]);
    expect(seeder.rest('a').concat(told).sort()).toEqual([0, 1, 2, 3]);
    expect(seeder.rest('a')).toEqual([]);
  });

  it('offers to others what a peer that left was offered', () => {
    const seeder = seederOf(2, 'a', 'b');
    expect(seeder.reveal('a', 0, 0)).toHaveLength(2);
    expect(seeder.reveal('b', 0, 0)).toEqual([]);
    seeder.leave('a');
    expect(seeder.reveal('b', 0, 0)).toHaveLength(2);
  });

  it('offers to others what was not taken for 20 s, and little to who did not take it', () => {
    const seeder = seederOf(4, 'a', 'b');
    seeder.reveal('a', 0, 0);
    seeder.reveal('b', 0, 0);
    expect(seeder.reveal('a', 19_000, 0)).toEqual([]);
    expect(seeder.reveal('a', 21_000, 0)).toHaveLength(0);
    expect(feed(seeder, 'b', 21_000).length).toBeGreaterThanOrEqual(2);
    expect(seeder.reveal('a', 21_000, 0).length).toBeLessThanOrEqual(1);
  });

  it('waits longer for a slow line', () => {
    const seeder = seederOf(4, 'a', 'b');
    const slow = pieceLength / 15;
    const revealed = seeder.reveal('a', 0, slow).length;
    seeder.reveal('a', 60_000, slow);
    expect(feed(seeder, 'b', 60_000)).toHaveLength(4 - revealed);
  });

  it('holds back who passes nothing on, while others do', () => {
    const seeder = seederOf(100, 'lazy', 'diligent', 'other');
    for (let round = 0; round < 5; round++) {
      for (const index of seeder.reveal('lazy', 0, 1_000)) seeder.announced('lazy', index);
      for (const index of seeder.reveal('diligent', 0, 1_000)) {
        seeder.announced('diligent', index);
        seeder.announced('other', index);
      }
    }
    expect(seeder.reveal('lazy', 0, 1_000)).toEqual([]);
    expect(seeder.reveal('diligent', 0, 1_000).length).toBeGreaterThan(0);
  });

  it('holds nobody back when that makes its own upload run dry', () => {
    const seeder = seederOf(1_000, 'fast', 'slow');
    for (const index of seeder.reveal('fast', 0, 10e6)) seeder.announced('fast', index);
    seeder.reveal('slow', 0, 1_000);
    expect(seeder.reveal('fast', 500, 10e6)).toEqual([]);
    expect(seeder.reveal('fast', 1_000, 8e6).length).toBeGreaterThan(0);
  });

  it.each([
    ['a stranger', 'nobody', 0],
    ['a piece below the first', 'a', -1],
    ['a piece beyond the last', 'a', 3],
  ])('takes no word of %s', (_, id, index) => {
    const seeder = seederOf(3, 'a');
    seeder.announced(id, index);
    expect(seeder.isOver).toBe(false);
    expect(seeder.reveal('nobody', 0, 0)).toEqual([]);
    expect(seeder.rest('nobody')).toEqual([]);
    expect(seeder.reveal('a', 0, 0)).toHaveLength(2);
  });

  it('counts one peer’s word once', () => {
    const seeder = seederOf(2, 'a');
    seeder.announced('a', 0);
    seeder.announced('a', 0);
    expect(seeder.isOver).toBe(false);
  });
});

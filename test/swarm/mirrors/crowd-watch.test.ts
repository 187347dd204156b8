import { describe, expect, it } from 'vitest';
import type { Stance } from '../../../src/swarm/mirrors/choose-span';
import { ownPlace } from '../../../src/swarm/mirrors/crowd-shares';
import { type Crowd, CrowdWatch } from '../../../src/swarm/mirrors/crowd-watch';
import { type Setting, simulateCrowd } from './crowd-simulation';

const MiB = 2 ** 20;
const file = { pieces: 96, pieceLength: MiB / 4 };
const alone: Crowd = { ownId: 'me', peerIds: [], peersSpeed: 0 };
const two: Crowd = { ownId: 'me', peerIds: ['you'], peersSpeed: MiB };
const own: Stance = { kind: 'anything', from: ownPlace('me', file.pieces) };

/** Looks at each of these moments, at a file of which nothing is there. */
function look(looks: readonly { nowMs: number; crowd: Crowd; speed?: number }[]): Stance[] {
  const watch = new CrowdWatch(file);
  const view = {
    pieces: file.pieces,
    isFree: () => true,
    isHere: () => false,
    availability: () => 0,
  };
  return looks.map((now) => watch.look({ speed: MiB, ...now, view }));
}

describe('CrowdWatch', () => {
  it('begins anywhere while peers may come, and goes in order when none came', () => {
    const stances = look([
      { nowMs: 0, crowd: alone },
      { nowMs: 4_999, crowd: alone },
      { nowMs: 5_000, crowd: alone },
    ]);
    expect(stances).toEqual([own, own, { kind: 'anything', from: 0 }]);
  });

  it('goes in order at once when no peers can come', () => {
    const stances = look([{ nowMs: 0, crowd: { ...alone, expectsPeers: false } }]);
    expect(stances).toEqual([{ kind: 'anything', from: 0 }]);
  });

  it('tries a mirror that gave nothing yet, whatever peers have', () => {
    expect(look([{ nowMs: 0, crowd: two, speed: 0 }])).toEqual([own]);
  });

  it('shares with a crowd', () => {
    expect(look([{ nowMs: 0, crowd: two }])[0]?.kind).toBe('share');
  });

  it('does not share any more once it was much faster than all peers for a while', () => {
    const slow = { ...two, peersSpeed: 1_000 };
    const kinds = look([
      { nowMs: 0, crowd: slow },
      { nowMs: 3_999, crowd: slow },
      { nowMs: 4_000, crowd: slow },
      { nowMs: 5_000, crowd: two },
      { nowMs: 6_000, crowd: slow },
    ]).map(({ kind }) => kind);
    expect(kinds).toEqual(['share', 'share', 'anything', 'share', 'share']);
  });
});

describe('a crowd and one mirror, without a publisher', () => {
  const six: Omit<Setting, 'seed'> = {
    ...file,
    pages: 6,
    mirrorRate: MiB,
    uploadRate: MiB,
    meetMs: 2_000,
  };
  // 24 MiB at 1 MiB/s take 24 s.
  const bound = 24;

  it.each([
    ['six pages', six, 1.1, 1.25],
    ['who know each other at once', { ...six, meetMs: 0 }, 1.1, 1.25],
    ['who meet late', { ...six, meetMs: 4_500 }, 1.1, 1.3],
    ['two pages', { ...six, pages: 2 }, 1.1, 1.1],
    ['small pieces', { ...six, pieces: 384, pieceLength: MiB / 16 }, 1.1, 1.3],
    ['large pieces', { ...six, pieces: 24, pieceLength: MiB }, 1.1, 1.7],
    ['two of them not reading it', { ...six, idle: 2 }, 1.2, 1.7],
    ['slow to each of them', { ...six, mirrorRate: 6 * MiB, mirrorRateEach: MiB / 5 }, 1.2, 1.25],
  ])('%s: sends about one copy, and everybody gets it', (_what, setting, copies, time) => {
    const outcome = simulateCrowd({ ...setting, seed: 1 });
    expect(outcome.copies).toBeGreaterThan(0.999);
    expect(outcome.copies).toBeLessThan(copies);
    expect(outcome.seconds).toBeLessThan(time * bound);
  });
});

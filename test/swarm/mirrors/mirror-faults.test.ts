import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Mirror, startMirror } from '../../support/mirror-server';
import type { MirrorMode } from '../../support/mirror-mode';
import { fileName, makeTorrent, ReadingPage } from './reader-world';

const pieceLength = 65_536;
const length = 40 * pieceLength + 4_321;
const torrent = makeTorrent(length, pieceLength);
let page: ReadingPage;
const mirrors: Mirror[] = [];

async function open(mode: MirrorMode = 'honest'): Promise<Mirror> {
  const mirror = await startMirror({ [fileName]: torrent.bytes });
  mirror.mode = mode;
  mirrors.push(mirror);
  return mirror;
}

beforeEach(() => {
  page = new ReadingPage(torrent);
  vi.stubGlobal('location', { hostname: 'localhost' });
});
afterEach(async () => {
  page.leave.abort();
  vi.unstubAllGlobals();
  for (const mirror of mirrors.splice(0)) await mirror.close();
});

describe('MirrorReader, with a faulty mirror', { timeout: 30_000 }, () => {
  /** What comes of a mirror that does nothing else, and how many of its bytes are of no use at most. */
  const faults: readonly [MirrorMode, 'waiting' | 'off', code: string, wasted: number][] = [
    ['503', 'waiting', 'swarm/mirror-status', 0],
    ['404', 'waiting', 'swarm/mirror-status', 0],
    ['reset-in-body', 'waiting', 'swarm/mirror-unreachable', 2 * pieceLength],
    ['wrong-bytes', 'off', 'swarm/mirror-wrong-bytes', 2 * pieceLength],
    ['short', 'off', 'swarm/mirror-wrong-length', 2 * pieceLength],
    ['ignore-range', 'off', 'swarm/mirror-no-ranges', 0],
    ['html-200', 'off', 'swarm/mirror-no-ranges', 0],
  ];

  it.each(faults)('%s: %s, and an honest mirror gives everything', async (...fault) => {
    const [mode, state, code, wasted] = fault;
    const faulty = page.read(await open(mode));
    await vi.waitUntil(() => faulty.report.state === state, 10_000);
    expect(faulty.report.problem?.code).toBe(code);
    expect(page.receivedBytes).toBeLessThanOrEqual(wasted);
    page.read(await open());
    await page.untilWhole(10_000);
    expect(page.receivedBytes).toBeLessThanOrEqual(length + 2 * wasted);
  });

  it('long: takes the pieces, then gives it up', async () => {
    const faulty = page.read(await open('long'));
    await vi.waitUntil(() => faulty.report.state === 'off' || page.isWhole, 10_000);
    expect(faulty.report.problem?.code).toBe('swarm/mirror-wrong-length');
    page.read(await open());
    await page.untilWhole(10_000);
    expect(page.receivedBytes).toBeLessThan(1.05 * length + 2 * pieceLength);
  });

  it.each(['hang', 'drip'] as const)('%s: an honest mirror gives everything', async (mode) => {
    page.read(await open(mode));
    page.read(await open());
    await page.untilWhole(10_000);
    expect(page.receivedBytes).toBeLessThan(length + 2 * pieceLength);
  });

  it('flip-one-bit: one piece has to come from elsewhere, and nothing is asked for twice', async () => {
    const faulty = page.read(await open('flip-one-bit'));
    await vi.waitUntil(() => page.stored.size === torrent.pieces - 1, 15_000);
    expect(page.wrong).toEqual([20]);
    expect(faulty.report).toMatchObject({ problem: { code: 'swarm/mirror-wrong-bytes' } });
    await sleep(700);
    expect(page.wrong).toEqual([20]);
    page.read(await open());
    await page.untilWhole(5_000);
    expect(page.receivedBytes).toBeLessThan(1.05 * length + 2 * pieceLength);
  });

  it('redirect: follows to another mirror', async () => {
    page.read(await open('redirect'));
    await page.untilWhole(10_000);
  });

  it('goes on by itself when the mirror is well again', async () => {
    const mirror = await open('503');
    const reader = page.read(mirror);
    await vi.waitUntil(() => reader.report.state === 'waiting', 5_000);
    mirror.mode = 'honest';
    await page.untilWhole(10_000);
    expect(reader.report.state).toBe('working');
  });

  it('goes on when the mirror breaks again and again in the middle of what it gives', async () => {
    const mirror = await open();
    page.read(mirror);
    await vi.waitUntil(() => page.stored.size > 0, 5_000);
    mirror.mode = 'reset-in-body';
    await vi.waitUntil(() => page.isWhole || page.stored.size > 25, 15_000);
    mirror.mode = 'honest';
    await page.untilWhole(15_000);
  });
});

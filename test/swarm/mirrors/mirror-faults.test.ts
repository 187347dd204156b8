import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, vi } from 'vitest';
import type { Mirror } from '../../support/mirror-server';
import type { MirrorMode } from '../../support/mirror-mode';
import { fileName, makeTorrent } from './reader-world';
import { it, length, pieceLength, torrent } from './reading-it';

describe('MirrorReader, with a faulty mirror', { timeout: 30_000 }, () => {
  /** What comes of a mirror that does nothing else, and how many of its bytes are of no use at most. */
  const faults: readonly [MirrorMode, 'waiting' | 'off', code: string, wasted: number][] = [
    ['503', 'waiting', 'swarm/mirror-status', 0],
    ['404', 'waiting', 'swarm/mirror-status', 0],
    ['reset-in-body', 'waiting', 'swarm/mirror-unreachable', 2 * pieceLength],
    ['wrong-bytes', 'off', 'swarm/mirror-wrong-bytes', 2 * pieceLength],
    ['short', 'off', 'swarm/mirror-wrong-length', 0],
    ['long', 'off', 'swarm/mirror-wrong-length', 0],
    ['ignore-range', 'off', 'swarm/mirror-no-ranges', 0],
    ['html-200', 'off', 'swarm/mirror-no-ranges', 0],
  ];

  it.for(faults)('%s: %s, and an honest mirror gives everything', async (fault, { page, open }) => {
    const [mode, state, code, wasted] = fault;
    const faulty = page.read(await open(mode));
    await vi.waitUntil(() => faulty.report.state === state, 10_000);
    expect(faulty.report.problem?.code).toBe(code);
    expect(page.receivedBytes).toBeLessThanOrEqual(wasted);
    page.read(await open());
    await page.untilWhole(10_000);
    expect(page.receivedBytes).toBeLessThanOrEqual(length + 2 * wasted);
    await vi.waitUntil(() => page.unaccountedBytes === 0, 5_000);
  });

  it.for(['hang', 'drip'] as const)(
    '%s: an honest mirror gives everything',
    async (mode, { page, open }) => {
      page.read(await open(mode));
      page.read(await open());
      await page.untilWhole(10_000);
      expect(page.receivedBytes).toBeLessThan(length + 2 * pieceLength);
    },
  );

  it('flip-one-bit, alone: asked for that piece once more, then given up', async ({
    page,
    open,
  }) => {
    const faulty = page.read(await open('flip-one-bit'));
    await vi.waitUntil(() => page.stored.size === torrent.pieces - 1, 15_000);
    expect(page.wrong).toEqual([20]);
    const problem = { code: 'swarm/mirror-wrong-bytes' };
    // Nothing that is missing is asked of it: it does not work.
    await vi.waitUntil(() => faulty.report.state === 'waiting', 2_000);
    expect(faulty.report).toMatchObject({ problem });
    await vi.waitUntil(() => faulty.report.state === 'off', 10_000);
    expect(faulty.report).toMatchObject({ problem });
    expect(page.wrong).toEqual([20, 20]);
    expect(page.unaccountedBytes).toBe(0);
    page.read(await open());
    await page.untilWhole(5_000);
    expect(page.receivedBytes).toBeLessThan(1.05 * length + 2 * pieceLength);
  });

  it('flip-one-bit, once: heals by itself', async ({ page, open }) => {
    const mirror = await open('flip-one-bit');
    const reader = page.read(mirror);
    await vi.waitUntil(() => page.wrong.length > 0, 5_000);
    mirror.mode = 'honest';
    await page.untilWhole(15_000);
    expect(page.wrong).toEqual([20]);
    expect(reader.report.state).toBe('working');
  });

  it('flip-one-bit, beside an honest one: asked for nothing twice', async ({ page, open }) => {
    page.read(await open('flip-one-bit'));
    await vi.waitUntil(() => page.wrong.length > 0, 5_000);
    page.read(await open());
    await page.untilWhole(10_000);
    expect(page.wrong).toEqual([20]);
    expect(page.receivedBytes).toBeLessThan(1.05 * length + 2 * pieceLength);
    await vi.waitUntil(() => page.unaccountedBytes === 0, 5_000);
  });

  it('another file from then on: two wrong pieces are taken, no more', async ({ page, open }) => {
    const other = makeTorrent(length, pieceLength, 'another').bytes;
    const mirror: Mirror = await open('honest', {
      get [fileName]() {
        return mirror.requests.length === 0 ? torrent.bytes : other;
      },
    });
    page.judging = () => sleep(10);
    const reader = page.read(mirror);
    await vi.waitUntil(() => reader.report.state === 'off', 15_000);
    await sleep(200);
    expect(page.wrong).toHaveLength(2);
    expect(page.unaccountedBytes).toBe(0);
    page.read(await open());
    await page.untilWhole(10_000);
  });

  it('redirect: follows to another mirror', async ({ page, open }) => {
    page.read(await open('redirect'));
    await page.untilWhole(10_000);
  });

  it('goes on by itself when the mirror is well again', async ({ page, open }) => {
    const mirror = await open('503');
    const reader = page.read(mirror);
    await vi.waitUntil(() => reader.report.state === 'waiting', 5_000);
    mirror.mode = 'honest';
    await page.untilWhole(10_000);
    expect(reader.report.state).toBe('working');
  });

  it('goes on when the mirror breaks again and again in the middle of what it gives', async ({
    page,
    open,
  }) => {
    const mirror = await open();
    page.read(mirror);
    await vi.waitUntil(() => page.stored.size > 0, 5_000);
    mirror.mode = 'reset-in-body';
    await vi.waitUntil(() => page.isWhole || page.stored.size > 25, 15_000);
    mirror.mode = 'honest';
    await page.untilWhole(15_000);
  });
});

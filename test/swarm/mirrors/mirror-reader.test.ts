import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, vi } from 'vitest';
import type { ReadingPage } from './reader-world';
import { it, length, pieceLength, torrent } from './reading-it';

const whole = Array.from({ length: torrent.pieces }, (_, index) => index);

describe('MirrorReader, with an honest mirror', { timeout: 30_000 }, () => {
  it('reads everything once, in few ranges that follow each other', async ({ page, open }) => {
    const mirror = await open();
    const reader = page.read(mirror);
    await page.untilWhole(10_000);
    expect(mirror.bytesSent).toBe(length);
    expect(page.receivedBytes).toBe(length);
    expect(reader.report).toMatchObject({ state: 'working', receivedBytes: length });
    // The first asks for one piece; each of the others, for what is at least a MiB.
    expect(mirror.requests[0]?.range).toBe(`bytes=0-${pieceLength - 1}`);
    expect(mirror.requests.length).toBeLessThan(6);
    expect(reader.speed).toBeGreaterThan(0);
  });

  it('reads only what is missing', async ({ newPage, open }) => {
    const held = whole.filter((index) => index !== 3 && index !== 40);
    const page = newPage(held);
    const mirror = await open();
    page.read(mirror);
    await vi.waitUntil(() => page.isWhole, 5_000);
    expect(mirror.bytesSent).toBe(pieceLength + 4_321);
  });

  it('reads nothing when nothing is missing, until something is', async ({ newPage, open }) => {
    const page = newPage(whole);
    const mirror = await open();
    const reader = page.read(mirror);
    reader.wake();
    await sleep(200);
    expect(mirror.requests).toEqual([]);
    page.book.lost(7);
    reader.wake();
    await vi.waitUntil(() => page.isWhole, 5_000);
    expect(mirror.bytesSent).toBe(pieceLength);
  });

  it('hands on pieces while the rest of the range arrives', async ({ page, open }) => {
    const mirror = await open({ throttle: 4 * pieceLength });
    page.read(mirror);
    await vi.waitUntil(() => page.stored.size >= 4, 5_000);
    expect(page.isWhole).toBe(false);
  });

  it('reads no further than a few pieces while these are not stored', async ({ page, open }) => {
    let store = (): void => undefined;
    const room = new Promise<void>((resolve) => (store = resolve));
    page.storing = (index) => (index === 0 ? Promise.resolve() : room);
    page.read(await open());
    await sleep(500);
    const before = page.receivedBytes;
    await sleep(300);
    expect(page.receivedBytes).toBe(before);
    expect(before).toBeLessThan(20 * pieceLength);
    store();
    await page.untilWhole(5_000);
    expect(page.receivedBytes).toBe(length);
  });

  it('gives up what is on its way when nothing is to be asked for, and goes on later', async ({
    page,
    open,
  }) => {
    const mirror = await open({ throttle: 8 * pieceLength });
    const reader = page.read(mirror);
    await vi.waitUntil(() => page.stored.size >= 3, 5_000);
    reader.setAsking(false);
    await sleep(50);
    const { receivedBytes } = page;
    expect(whole.filter((index) => page.book.isFree(index))).toHaveLength(
      torrent.pieces - page.stored.size,
    );
    reader.wake();
    await sleep(300);
    expect(page.receivedBytes).toBe(receivedBytes);
    mirror.mode = 'honest';
    reader.setAsking(true);
    await page.untilWhole(5_000);
    expect(reader.report.problem).toBeUndefined();
  });

  it('asks for nothing after the end', async ({ page, open }) => {
    const mirror = await open({ throttle: 8 * pieceLength });
    const reader = page.read(mirror);
    await vi.waitUntil(() => page.stored.size >= 1, 5_000);
    page.leave.abort();
    // A request may be on its way there already.
    await sleep(100);
    const { length: before } = mirror.requests;
    reader.wake();
    reader.setAsking(true);
    await sleep(300);
    expect(mirror.requests).toHaveLength(before);
  });

  it('keeps to the gate', async ({ page, open }) => {
    const mirror = await open();
    const taken: number[] = [];
    page.read(mirror, {
      gate: { take: (bytes) => Promise.resolve(void taken.push(bytes)) },
    });
    await page.untilWhole(5_000);
    expect(taken.reduce((sum, bytes) => sum + bytes)).toBe(length);
  });
});

describe('MirrorReader, with several mirrors', { timeout: 30_000 }, () => {
  it('reads from both, and nothing twice but the last pieces', async ({ page, open }) => {
    const [a, b] = [await open({ throttle: 2 ** 21 }), await open({ throttle: 2 ** 21 })];
    page.read(a);
    page.read(b);
    await page.untilWhole(10_000);
    for (const { bytesSent } of [a, b]) expect(bytesSent).toBeGreaterThan(length / 5);
    expect(a.bytesSent + b.bytesSent).toBeLessThan(length + 6 * pieceLength);
  });

  it('does not wait for the one that hangs in the middle of the last pieces', async ({
    page,
    open,
  }) => {
    const [slow, fast] = [await open({ throttle: 8 * 1_024 }), await open({ throttle: 2 ** 20 })];
    page.read(slow);
    page.read(fast);
    await page.untilWhole(10_000);
    expect(slow.bytesSent).toBeLessThan(2 * pieceLength);
  });
});

describe('MirrorReader, with peers', { timeout: 30_000 }, () => {
  /** A peer that has everything and gives `speed` bytes per second. */
  function meet(page: ReadingPage, speed: number): void {
    page.book.add('peer', 'peer');
    for (const index of whole) page.book.holdings.announced('peer', index);
    page.crowd = { ...page.crowd, peerIds: ['peer'], peersSpeed: speed };
  }

  it('asks for one piece, and leaves to peers what these give fast enough', async ({
    page,
    open,
  }) => {
    meet(page, 10 * 2 ** 20);
    const mirror = await open({ throttle: 2 ** 20 });
    page.read(mirror);
    await vi.waitUntil(() => page.stored.size === 1, 5_000);
    await sleep(1_500);
    expect(mirror.bytesSent).toBe(pieceLength);
  });

  it('reads everything after a while when peers are much slower', async ({ page, open }) => {
    meet(page, 1_000);
    page.read(await open());
    await page.untilWhole(20_000);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { ownRelease } from '../../src/shelf/release-lock.browser';

const pending = Symbol('pending');
let ends: AbortController[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end.abort();
});

function infoHash(): string {
  return crypto.randomUUID().replaceAll('-', '').padEnd(40, '0');
}

/** One tab's wish to own a release; requests of one page exclude each other as those of two do. */
function own(release: string, how: 'if-free' | 'wait' | 'take') {
  const end = new AbortController();
  ends = [...ends, end];
  return { end, lost: ownRelease(release, how, end.signal) };
}

/** Whether it is still pending after everything else had its turn. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const later = new Promise((resolve) => setTimeout(() => resolve(pending), 50));
  return (await Promise.race([promise, later])) === pending;
}

describe('ownRelease', () => {
  it('makes one tab the owner', async () => {
    const release = infoHash();
    expect((await own(release, 'if-free').lost)?.aborted).toBe(false);
    expect(await own(release, 'if-free').lost).toBeUndefined();
    expect((await own(infoHash(), 'if-free').lost)?.aborted).toBe(false);
  });

  it('makes who waits the owner when the owner ends, one after the other', async () => {
    const release = infoHash();
    const first = own(release, 'if-free');
    await first.lost;
    const second = own(release, 'wait');
    const third = own(release, 'wait');
    expect(await isPending(second.lost)).toBe(true);
    first.end.abort();
    expect((await second.lost)?.aborted).toBe(false);
    expect((await first.lost)?.aborted).toBe(false);
    expect(await isPending(third.lost)).toBe(true);
    second.end.abort();
    expect((await third.lost)?.aborted).toBe(false);
  });

  it('takes it from the owner, who learns of it', async () => {
    const release = infoHash();
    const first = await own(release, 'if-free').lost;
    const waiting = own(release, 'wait');
    const taker = own(release, 'take');
    expect((await taker.lost)?.aborted).toBe(false);
    await expect.poll(() => first?.aborted).toBe(true);
    expect(await isPending(waiting.lost)).toBe(true);
    taker.end.abort();
    expect((await waiting.lost)?.aborted).toBe(false);
  });

  it('does not wait any longer than it is wanted', async () => {
    const release = infoHash();
    await own(release, 'if-free').lost;
    const waiting = own(release, 'wait');
    waiting.end.abort();
    expect(await waiting.lost).toBeUndefined();
    expect(await ownRelease(release, 'take', AbortSignal.abort())).toBeUndefined();
  });

  it('lets go of it when the browser freezes the page, and waits again once it is resumed', async () => {
    const release = infoHash();
    const first = await own(release, 'if-free').lost;
    const waiting = own(release, 'wait');
    document.dispatchEvent(new Event('freeze'));
    await expect.poll(() => first?.aborted).toBe(true);
    expect(await isPending(waiting.lost)).toBe(true);
    const second = own(release, 'if-free');
    expect((await second.lost)?.aborted).toBe(false);
    document.dispatchEvent(new Event('resume'));
    expect(await isPending(waiting.lost)).toBe(true);
    second.end.abort();
    expect((await waiting.lost)?.aborted).toBe(false);
  });

  it('makes every tab an owner where there are no locks, or none for this page', async () => {
    const { signal } = new AbortController();
    const refusing = { request: () => Promise.reject(new DOMException('', 'SecurityError')) };
    expect((await ownRelease('', 'wait', signal, refusing))?.aborted).toBe(false);
    expect((await ownRelease('', 'if-free', signal, null))?.aborted).toBe(false);
  });
});

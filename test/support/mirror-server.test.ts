import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeBytes, temporaryFolder } from './make-file';
import type { MirrorMode } from './mirror-mode';
import { parseRange } from './mirror-mode';
import { type Mirror, startMirror } from './mirror-server';

const bytes = makeBytes(1000, 'mirror');
let mirror: Mirror;

beforeEach(async () => {
  mirror = await startMirror({ 'späß file.bin': bytes, empty: new Uint8Array() });
});
afterEach(async () => {
  await mirror.close();
});

function get(range?: string, signal?: AbortSignal): Promise<Response> {
  return fetch(mirror.url('späß file.bin'), {
    headers: range === undefined ? {} : { range },
    signal: signal ?? null,
  });
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

describe('parseRange', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['bytes=-', undefined],
    ['bytes=1-2,4-5', undefined],
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=5-', { start: 5, end: 10 }],
    ['bytes=-3', { start: 7, end: 10 }],
    ['bytes=5-99', { start: 5, end: 10 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=5-4', 'unsatisfiable'],
  ])('%s', (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });
});

describe('an honest mirror', () => {
  it('answers a range with 206 and exactly those bytes', async () => {
    const response = await get('bytes=10-19');
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 10-19/1000');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toBeNull();
    expect(await bytesOf(response)).toEqual(bytes.slice(10, 20));
    expect(mirror.bytesSent).toBe(10);
    expect(mirror.requests).toMatchObject([{ method: 'GET', range: 'bytes=10-19', status: 206 }]);
  });

  it('answers without a range with 200 and everything', async () => {
    const response = await get();
    expect(response.status).toBe(200);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(await bytesOf(response)).toEqual(bytes);
  });

  it('serves an empty file, and 404 for what it does not have', async () => {
    expect(await bytesOf(await fetch(mirror.url('empty')))).toHaveLength(0);
    expect((await fetch(mirror.url('other'))).status).toBe(404);
  });

  it('serves a file on disk', async () => {
    const folder = await temporaryFolder();
    const { path } = await folder.file('on-disk', 100_000);
    const other = await startMirror({ big: { path } }, { exposeContentRange: true });
    const response = await fetch(other.url('big'), { headers: { range: 'bytes=99990-' } });
    expect(response.headers.get('access-control-expose-headers')).toBe('content-range');
    expect(await bytesOf(response)).toEqual(makeBytes(100_000, 'on-disk').slice(99_990));
    await other.close();
    await folder.remove();
  });

  it('allows and counts preflights', async () => {
    const response = await fetch(mirror.url('empty'), { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(mirror.requests).toMatchObject([{ method: 'OPTIONS', status: 204 }]);
  });
});

describe('a faulty mirror', () => {
  it.each<[MirrorMode, number, number]>([
    ['503', 503, 19],
    ['404', 404, 9],
    ['short', 206, 50],
    ['long', 206, 1100],
    ['ignore-range', 200, 1000],
    ['html-200', 200, 43],
    ['redirect', 206, 100],
    ['preflight-refused', 206, 100],
  ])('%s: status %d and %d bytes', async (mode, status, length) => {
    mirror.mode = mode;
    const response = await get('bytes=100-199');
    expect(response.status).toBe(status);
    expect(await bytesOf(response)).toHaveLength(length);
  });

  it('wrong-bytes: no byte is right', async () => {
    mirror.mode = 'wrong-bytes';
    const wrong = await bytesOf(await get('bytes=0-99'));
    expect(wrong.some((byte, i) => byte === bytes[i])).toBe(false);
  });

  it('flip-one-bit: always the same bit, and only there', async () => {
    mirror.mode = 'flip-one-bit';
    const expected = bytes.slice();
    expected[500] = (expected[500] ?? 0) ^ 1;
    expect(await bytesOf(await get())).toEqual(expected);
    expect(await bytesOf(await get('bytes=500-500'))).toEqual(expected.slice(500, 501));
    expect(await bytesOf(await get('bytes=0-499'))).toEqual(bytes.slice(0, 500));
    expect(await bytesOf(await get('bytes=501-'))).toEqual(bytes.slice(501));
  });

  it('reset-in-body: the body breaks', async () => {
    mirror.mode = 'reset-in-body';
    await expect(get().then(bytesOf)).rejects.toThrow();
    expect(mirror.bytesSent).toBe(500);
  });

  it('hang: no answer', async () => {
    mirror.mode = 'hang';
    await expect(get(undefined, AbortSignal.timeout(100))).rejects.toThrow('timeout');
  });

  it('drip: a byte now and then', async () => {
    mirror.mode = 'drip';
    await expect(get(undefined, AbortSignal.timeout(700)).then(bytesOf)).rejects.toThrow('timeout');
    expect(mirror.bytesSent).toBeGreaterThan(0);
    expect(mirror.bytesSent).toBeLessThan(4);
  });

  it('no-cors: no header for other origins', async () => {
    mirror.mode = 'no-cors';
    expect((await get()).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('preflight-refused: 403', async () => {
    mirror.mode = 'preflight-refused';
    expect((await fetch(mirror.url('empty'), { method: 'OPTIONS' })).status).toBe(403);
  });

  it('throttle: all requests together stay below the rate', async () => {
    const files = await startMirror({ big: new Uint8Array(65_536) });
    files.mode = { throttle: 262_144 };
    const startedAt = performance.now();
    await Promise.all(
      [fetch(files.url('big')), fetch(files.url('big'))].map(async (r) => bytesOf(await r)),
    );
    // 128 KiB at 256 KiB/s take 0.5 s; the first chunk leaves at once.
    expect(performance.now() - startedAt).toBeGreaterThan(400);
    await files.close();
  });
});

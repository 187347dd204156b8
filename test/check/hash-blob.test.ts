import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HashedFile } from '../../src/check/checked-file';
import { hashBlob, rehash } from '../../src/check/hash-blob.browser';
import { FakeWorker } from './fake-worker';

const hex = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

beforeEach(() => {
  FakeWorker.started.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', { origin: 'https://example.org', protocol: 'https:' });
  vi.stubGlobal('document', { baseURI: 'https://example.org/app/' });
  vi.stubGlobal('navigator', { hardwareConcurrency: 3 });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('hashBlob', () => {
  const { signal } = new AbortController();
  const text = 'The quick brown fox jumps over the lazy dog';

  it.each([1, 4, 42, 43, 44, undefined])('in parts of %s bytes', async (partBytes) => {
    const progress: number[] = [];
    const file = await hashBlob(new Blob([text]), {
      algorithms: ['sha256'],
      signal,
      ...(partBytes && { partBytes }),
      onProgress: (hashedBytes) => progress.push(hashedBytes),
    });
    expect(file.digests).toEqual({ sha256: hex('sha256', text) });
    expect(await file.blob.text()).toBe(text);
    expect(progress.at(-1)).toBe(43);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(FakeWorker.last.mostInFlight).toBe(Math.min(2, Math.ceil(43 / (partBytes ?? 43))));
  });

  it('of nothing', async () => {
    const onProgress = vi.fn();
    const file = await hashBlob(new Blob([]), { algorithms: ['md5'], signal, onProgress });
    expect(file.digests).toEqual({ md5: hex('md5', '') });
    expect(onProgress).not.toHaveBeenCalled();
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const hashing = hashBlob(new Blob([text]), {
      algorithms: ['sha256'],
      signal: controller.signal,
      partBytes: 1,
      onProgress: () => {
        controller.abort(reason);
      },
    });
    await expect(hashing).rejects.toBe(reason);
    expect(FakeWorker.last.terminated).toBe(true);
  });

  it.each([
    ['can’t be read any more', () => Promise.reject(new Error('gone'))],
    ['was truncated', () => Promise.resolve(new ArrayBuffer(0))],
  ])('says when the file %s', async (_what, arrayBuffer) => {
    const blob = new Blob([text]);
    blob.slice = () => Object.assign(new Blob(['x']), { arrayBuffer });
    await expect(
      hashBlob(blob, { algorithms: ['sha256'], signal, partBytes: 1 }),
    ).rejects.toMatchObject({ code: 'check/worker', detail: 'Reading failed.' });
    expect(FakeWorker.last.terminated).toBe(true);
  });

  it('stops also while a read never ends', async () => {
    const blob = new Blob([text]);
    blob.slice = () =>
      Object.assign(new Blob(['x']), { arrayBuffer: () => new Promise<never>(() => undefined) });
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const hashing = hashBlob(blob, { algorithms: ['sha256'], signal: controller.signal });
    controller.abort(reason);
    await expect(hashing).rejects.toBe(reason);
  });

  it('adds digests to those of the same Blob', async () => {
    const file = await hashBlob(new Blob([text]), { algorithms: ['sha256'], signal });
    const more = await rehash(file, ['sha256', 'sha512', 'sha1'], { signal });
    expect(more.blob).toBe(file.blob);
    expect(more.digests).toEqual({
      sha256: hex('sha256', text),
      sha512: hex('sha512', text),
      sha1: hex('sha1', text),
    });
    expect(await rehash(more, ['sha512'], { signal })).toBe(more);
  });

  it('keeps what is known of signatures', async () => {
    const file = new HashedFile(new Blob([text]), {}, { one: 'valid' });
    const more = await rehash(file, ['md5'], { signal });
    expect(more.signatures).toEqual({ one: 'valid' });
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [16, 3],
  ])('shares three digests out: on %d cores to %d workers', async (cores, workers) => {
    vi.stubGlobal('navigator', { hardwareConcurrency: cores });
    const progress: number[] = [];
    const file = await hashBlob(new Blob([text]), {
      algorithms: ['md5', 'sha256', 'sha1', 'md5'],
      signal,
      partBytes: 10,
      onProgress: (hashedBytes) => progress.push(hashedBytes),
    });
    expect(FakeWorker.started).toHaveLength(workers);
    expect(FakeWorker.started.every(({ terminated }) => terminated)).toBe(true);
    expect(file.digests).toEqual({
      md5: hex('md5', text),
      sha1: hex('sha1', text),
      sha256: hex('sha256', text),
    });
    expect(progress).toEqual([10, 20, 30, 40, 43]);
  });

  it('ends every worker when one fails', async () => {
    const algorithms = ['md5', 'sha256'] as const;
    const hashing = hashBlob(new Blob([text]), { algorithms, signal });
    FakeWorker.last.die('out of memory');
    await expect(hashing).rejects.toMatchObject({ code: 'check/worker' });
    expect(FakeWorker.started.map(({ terminated }) => terminated)).toEqual([true, true]);
  });

  it('starts no worker when nothing is asked for', async () => {
    expect((await hashBlob(new Blob([text]), { algorithms: [], signal })).digests).toEqual({});
    expect(FakeWorker.started).toEqual([]);
  });
});

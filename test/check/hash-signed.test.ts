import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashBlob } from '../../src/check/hash-blob.browser';
import { hashSigned, type SignedDigest } from '../../src/check/hash-signed.browser';
import { DiskFile } from './disk-file';
import { FakeWorker } from './fake-worker';
import { stubPage } from './stub-page';

beforeEach(stubPage);
afterEach(() => {
  vi.unstubAllGlobals();
});

const { signal } = new AbortController();
const mib = 1024 * 1024;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const known = (blob: Blob) => hashBlob(blob, { algorithms: ['sha256'], signal });

function over(prefix: string, suffix: string): SignedDigest {
  return {
    kind: 'digest',
    algorithm: 'sha512',
    prefix: bytesOf(prefix),
    suffix: bytesOf(suffix),
  };
}

describe('hashSigned', () => {
  it.each<[string, Uint8Array<ArrayBuffer>, string, string]>([
    ['nothing', new Uint8Array(), '', ''],
    ['an empty file', new Uint8Array(), 'ф', 'trailer'],
    ['one byte', new Uint8Array(1), '', 'trailer'],
    ['several parts', new Uint8Array(8 * mib + 1).fill(7), 'salt', 'trailer'],
    ['whole parts', new Uint8Array(16 * mib).fill(7), 'salt', ''],
  ])('counts what the signature adds: %s', async (_what, bytes, prefix, suffix) => {
    const expected = createHash('sha512').update(prefix).update(bytes).update(suffix).digest('hex');
    for (const blob of [new Blob([bytes]), new DiskFile(bytes, 'f.iso')]) {
      const progress: number[] = [];
      const onProgress = (done: number) => progress.push(done);
      const signed = over(prefix, suffix);
      expect(await hashSigned(await known(blob), signed, { signal, onProgress })).toBe(expected);
      expect(progress.at(-1)).toBe(bytes.length);
      expect(progress).toEqual(progress.toSorted((a, b) => a - b));
      expect(signed).toEqual(over(prefix, suffix));
    }
    expect(FakeWorker.started.every(({ terminated }) => terminated)).toBe(true);
  });

  it('looks a second time at files on the disk alone', async () => {
    const stored = await known(new Blob(['abc']));
    const file = await known(new DiskFile(bytesOf('abc'), 'f.iso'));
    FakeWorker.started.length = 0;
    await hashSigned(stored, over('', 'x'), { signal });
    expect(FakeWorker.started).toHaveLength(1);
    await hashSigned(file, over('', 'x'), { signal });
    expect(FakeWorker.started).toHaveLength(3);
  });

  it.each([
    ['other bytes', 'abd'],
    ['fewer bytes', 'ab'],
    ['more bytes', 'abcd'],
    ['nothing', ''],
  ])('refuses a file that has become %s', async (_what, text) => {
    const disk = new DiskFile(bytesOf('abc'), 'ф.iso');
    const file = await known(disk);
    disk.rewrite(bytesOf(text));
    await expect(hashSigned(file, over('', 'x'), { signal })).rejects.toMatchObject({
      code: 'check/unreadable-file',
      detail: 'ф.iso changed while it was checked.',
    });
    expect(FakeWorker.started.every(({ terminated }) => terminated)).toBe(true);
  });

  it('says when a part can’t be read', async () => {
    const blob = new Blob(['abc']);
    const file = await known(blob);
    const arrayBuffer = () => Promise.reject(new Error('gone'));
    blob.slice = () => Object.assign(new Blob(['x']), { arrayBuffer });
    await expect(hashSigned(file, over('', 'x'), { signal })).rejects.toMatchObject({
      code: 'check/worker',
      detail: 'Reading failed.',
    });
    expect(FakeWorker.last.terminated).toBe(true);
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const file = await known(new DiskFile(new Uint8Array(9 * mib), 'f.iso'));
    const onProgress = () => controller.abort(reason);
    await expect(
      hashSigned(file, over('', 'x'), { signal: controller.signal, onProgress }),
    ).rejects.toBe(reason);
    expect(FakeWorker.started.every(({ terminated }) => terminated)).toBe(true);
  });
});

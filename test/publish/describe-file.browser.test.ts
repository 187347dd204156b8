import { describe, expect, it, vi } from 'vitest';
import { toHex } from '../../src/base/bytes';
import { describeFile } from '../../src/publish/describe-file.browser';

const never = new AbortController().signal;
const quiet = { signal: never, onProgress: () => undefined };

/** A file on disk, in place of one that a person chose. */
async function fileOnDisk(content: string): Promise<[File, (content: string) => Promise<void>]> {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle('describe-file.test', { create: true });
  const write = async (text: string): Promise<void> => {
    const writable = await handle.createWritable();
    await writable.write(text);
    await writable.close();
  };
  await write(content);
  return [await handle.getFile(), write];
}

describe('describeFile', () => {
  it.each([1, 16_384, 100_001])('describes %i bytes', async (size) => {
    const file = new File([new Uint8Array(size).fill(7)], 'фf.iso');
    const progress: number[] = [];
    const onProgress = (hashedBytes: number): unknown => progress.push(hashedBytes);
    const { metadata, sha256 } = await describeFile(file, { signal: never, onProgress });
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    expect(sha256).toBe(toHex(new Uint8Array(digest)));
    expect(metadata).toMatchObject({ name: 'фf.iso', length: size });
    expect(progress.every((bytes) => bytes <= size)).toBe(true);
  });

  it('refuses an empty file', async () => {
    await expect(describeFile(new File([], 'f'), quiet)).rejects.toMatchObject({
      code: 'publish/empty-file',
    });
  });

  it('can’t read a file that lost bytes since it was chosen', async () => {
    const [file, write] = await fileOnDisk('abcdef');
    await write('ab');
    await expect(describeFile(file, quiet)).rejects.toMatchObject({ code: 'publish/unreadable' });
  });

  it('ends with the reason of its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const describing = describeFile(new File(['a'], 'f'), {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(describing).rejects.toBe(reason);
  });

  it('ends with the reason of its signal in its very last step', async () => {
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const digest = crypto.subtle.digest.bind(crypto.subtle);
    // On this thread, only the info hash is computed: the pieces are hashed in the worker.
    const last = vi.spyOn(crypto.subtle, 'digest').mockImplementation((algorithm, data) => {
      controller.abort(reason);
      return digest(algorithm, data);
    });
    const { signal } = controller;
    const describing = describeFile(new File(['a'], 'f'), { ...quiet, signal });
    await expect(describing).rejects.toBe(reason);
    expect(last).toHaveBeenCalled();
    last.mockRestore();
  });
});

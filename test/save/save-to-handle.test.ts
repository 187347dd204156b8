import { describe, expect, it, vi } from 'vitest';
import { toHex } from '../../src/base/bytes';
import { Problem } from '../../src/base/problem';
import { saveToHandle, type SaveOptions } from '../../src/save/save-to-handle.browser';
import { checked } from './checked';
import { FakeHandle } from './fake-handle';

const MiB = 1024 * 1024;
const neverAborted = new AbortController().signal;
const before = () => new FakeHandle(new Blob(['what was there']));

async function sha256(blob: Blob): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));
}

function options(overrides: Partial<SaveOptions> = {}): SaveOptions {
  return {
    signal: neverAborted,
    onProgress: () => undefined,
    verifyWritten: () => Promise.resolve(true),
    ...overrides,
  };
}

describe('saveToHandle', () => {
  it.each([
    ['nothing', 0, []],
    ['one byte', 1, [1]],
    ['one chunk', 4 * MiB, [4 * MiB]],
    ['two chunks and a bit', 8 * MiB + 3, [4 * MiB, 4 * MiB, 3]],
  ])('writes %s, with progress, and has it compared', async (_what, size, chunks) => {
    const disk = before();
    const blob = new Blob([new Uint8Array(size).fill(7)]);
    const progress: number[] = [];
    const seen: Blob[] = [];
    await saveToHandle(
      checked(blob),
      disk.handle,
      options({
        onProgress: (savedBytes) => progress.push(savedBytes),
        verifyWritten: (written) => {
          seen.push(written);
          return Promise.resolve(true);
        },
      }),
    );
    expect(disk.written).toEqual(chunks);
    expect(progress).toEqual(chunks.map((_, i) => Math.min(size, (i + 1) * 4 * MiB)));
    expect(seen).toEqual([disk.content]);
    expect(await sha256(disk.content)).toBe(await sha256(blob));
    expect(disk.removed).toBe(false);
  });

  it.each([new FakeHandle(), before()])('removes what is not what was written', async (disk) => {
    const saving = saveToHandle(
      checked(new Blob(['a'])),
      disk.handle,
      options({ verifyWritten: () => Promise.resolve(false) }),
    );
    await expect(saving).rejects.toMatchObject({ code: 'save/read-back-differs' });
    expect(disk.removed).toBe(true);
  });

  it('passes on why the comparison failed', async () => {
    const problem = new Problem('check/worker');
    const saving = saveToHandle(
      checked(new Blob(['a'])),
      new FakeHandle().handle,
      options({ verifyWritten: () => Promise.reject(problem) }),
    );
    await expect(saving).rejects.toBe(problem);
  });

  it.each<[keyof FakeHandle['on'], string, string]>([
    ['getFile', 'NotFoundError', 'save/write-failed'],
    ['createWritable', 'NotAllowedError', 'save/not-allowed'],
    ['createWritable', 'NoModificationAllowedError', 'save/write-failed'],
    ['write', 'QuotaExceededError', 'save/write-failed'],
    // What Chromium says when its own check of downloads forbids the file.
    ['close', 'AbortError', 'save/write-failed'],
  ])('when %s throws %s: %s', async (step, name, code) => {
    const cause = new DOMException('no', name);
    const disk = before();
    disk.on[step] = () => {
      throw cause;
    };
    const saving = saveToHandle(checked(new Blob(['a'])), disk.handle, options());
    await expect(saving).rejects.toMatchObject({ code, cause });
    expect(await disk.content.text()).toBe('what was there');
    expect(disk.removed).toBe(false);
  });

  it('leaves no empty file behind when writing fails', async () => {
    const disk = new FakeHandle();
    disk.on.write = () => {
      throw new TypeError('no');
    };
    const saving = saveToHandle(checked(new Blob(['a'])), disk.handle, options());
    await expect(saving).rejects.toMatchObject({ code: 'save/write-failed' });
    expect([disk.removed, disk.aborted]).toEqual([true, true]);
  });

  it('does without remove', async () => {
    const disk = new FakeHandle();
    Object.assign(disk, { remove: undefined });
    disk.on.write = () => {
      throw new TypeError('no');
    };
    const saving = saveToHandle(checked(new Blob(['a'])), disk.handle, options());
    await expect(saving).rejects.toMatchObject({ code: 'save/write-failed' });
  });

  it.each<keyof FakeHandle['on']>(['getFile', 'createWritable', 'write', 'close'])(
    'stops when it is aborted at %s',
    async (step) => {
      const controller = new AbortController();
      const reason = new Error('overtaken');
      const disk = new FakeHandle();
      disk.on[step] = () => {
        controller.abort(reason);
      };
      const blob = new Blob([new Uint8Array(9 * MiB)]);
      const saving = saveToHandle(
        checked(blob),
        disk.handle,
        options({ signal: controller.signal }),
      );
      await expect(saving).rejects.toBe(reason);
      expect(disk.removed).toBe(true);
      expect(disk.written.length).toBe(step === 'write' ? 1 : step === 'close' ? 3 : 0);
    },
  );

  it('stops when it is aborted while what was written is compared', async () => {
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const disk = new FakeHandle();
    const verifyWritten = vi.fn((_written: Blob, signal: AbortSignal) => {
      controller.abort(reason);
      expect(signal).toBe(controller.signal);
      return Promise.resolve(true);
    });
    const saving = saveToHandle(
      checked(new Blob(['a'])),
      disk.handle,
      options({ signal: controller.signal, verifyWritten }),
    );
    await expect(saving).rejects.toBe(reason);
    expect(verifyWritten).toHaveBeenCalledOnce();
    expect(disk.removed).toBe(true);
  });
});

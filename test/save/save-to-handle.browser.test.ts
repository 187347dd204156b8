import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveAsDownload } from '../../src/save/save-as-download.browser';
import { saveToHandle, type SaveOptions } from '../../src/save/save-to-handle.browser';
import { checked } from './checked';

const name = 'save-to-handle.test';
let folder: FileSystemDirectoryHandle;
let handle: FileSystemFileHandle;

const options = (overrides: Partial<SaveOptions> = {}): SaveOptions => ({
  signal: new AbortController().signal,
  onProgress: () => undefined,
  verifyWritten: () => Promise.resolve(true),
  ...overrides,
});

async function isThere(): Promise<boolean> {
  for await (const key of folder.keys()) if (key === name) return true;
  return false;
}

// A handle of the origin private file system stands in for the one that a picker gives.
beforeEach(async () => {
  folder = await navigator.storage.getDirectory();
  handle = await folder.getFileHandle(name, { create: true });
});
afterEach(async () => {
  await folder.removeEntry(name).catch(() => undefined);
});

describe('saveToHandle in this browser', () => {
  it.each([0, 1, 9 * 1024 * 1024 + 1])('writes %d bytes', async (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251);
    const progress: number[] = [];
    let equal = false;
    await saveToHandle(
      checked(new Blob([bytes])),
      handle,
      options({
        onProgress: (savedBytes) => progress.push(savedBytes),
        verifyWritten: async (written) => {
          const back = new Uint8Array(await written.arrayBuffer());
          equal = back.length === size && back.every((byte, i) => byte === i % 251);
          return equal;
        },
      }),
    );
    expect(equal).toBe(true);
    expect(progress.at(-1) ?? 0).toBe(size);
    expect((await handle.getFile()).size).toBe(size);
  });

  it('keeps what was there when it is aborted', async () => {
    await saveToHandle(checked(new Blob(['before'])), handle, options());
    const controller = new AbortController();
    const reason = new Error('overtaken');
    const saving = saveToHandle(
      checked(new Blob(['a'.repeat(5 * 1024 * 1024)])),
      handle,
      options({
        signal: controller.signal,
        onProgress: () => {
          controller.abort(reason);
        },
      }),
    );
    await expect(saving).rejects.toBe(reason);
    expect(await (await handle.getFile()).text()).toBe('before');
  });

  it('leaves nothing behind when it is aborted on a new file, where files can be removed', async () => {
    const reason = new Error('overtaken');
    const signal = AbortSignal.abort(reason);
    await expect(saveToHandle(checked(new Blob(['a'])), handle, options({ signal }))).rejects.toBe(
      reason,
    );
    expect(await isThere()).toBe(handle.remove === undefined);
  });

  it('does not keep what is not what was written', async () => {
    const saving = saveToHandle(
      checked(new Blob(['a'])),
      handle,
      options({ verifyWritten: () => Promise.resolve(false) }),
    );
    await expect(saving).rejects.toMatchObject({ code: 'save/read-back-differs' });
    expect(await isThere()).toBe(handle.remove === undefined);
  });
});

describe('saveAsDownload in this browser', () => {
  it('clicks a link to the bytes, under a safe name', async () => {
    const clicks: HTMLAnchorElement[] = [];
    const onClick = (event: Event) => {
      event.preventDefault();
      if (event.target instanceof HTMLAnchorElement) clicks.push(event.target);
    };
    document.addEventListener('click', onClick);
    saveAsDownload(checked(new Blob(['abc']), 'x/\u202Ey.iso'));
    document.removeEventListener('click', onClick);
    const [link] = clicks;
    expect(clicks.length).toBe(1);
    expect(link?.download).toBe('x_y.iso');
    expect(link?.isConnected).toBe(false);
    const response = await fetch(link?.href ?? '');
    expect(await response.text()).toBe('abc');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
  });
});

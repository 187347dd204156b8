import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { saveFile } from '../../src/save/save-file.browser';
import type { SaveOptions } from '../../src/save/save-to-handle.browser';
import { checked } from './checked';
import { FakeHandle } from './fake-handle';

const options = (signal = new AbortController().signal): SaveOptions => ({
  signal,
  onProgress: () => undefined,
  verifyWritten: async (written) => (await written.text()) === 'abc',
});
const file = () => checked(new Blob(['abc']), '../a\u202Eb.iso');

function stubPicker(pick: () => Promise<unknown>) {
  const showSaveFilePicker = vi.fn(pick);
  vi.stubGlobal('window', { showSaveFilePicker });
  return showSaveFilePicker;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('saveFile with a picker', () => {
  it('asks before anything is awaited, under a safe name', async () => {
    const disk = new FakeHandle();
    const picker = stubPicker(() => Promise.resolve(disk.handle));
    const saving = saveFile(file(), options());
    expect(picker.mock.calls).toEqual([[{ suggestedName: '_ab.iso' }]]);
    expect(await saving).toBe('written');
    expect(await disk.content.text()).toBe('abc');
  });

  it('is cancelled when the person closes the picker', async () => {
    const cancelled = new DOMException('closed', 'AbortError');
    stubPicker(() => Promise.reject(cancelled));
    await expect(saveFile(file(), options())).rejects.toBe(cancelled);
  });

  it.each([
    ['NotAllowedError', 'save/not-allowed'],
    ['SecurityError', 'save/not-allowed'],
    ['TypeError', 'save/write-failed'],
  ])('says of %s %s', async (name, code) => {
    stubPicker(() => Promise.reject(new DOMException('no', name)));
    await expect(saveFile(file(), options())).rejects.toMatchObject({ code });
  });

  it('asks for nothing when it is aborted already', async () => {
    const picker = stubPicker(() => Promise.resolve(new FakeHandle().handle));
    const reason = new Error('too late');
    await expect(saveFile(file(), options(AbortSignal.abort(reason)))).rejects.toBe(reason);
    expect(picker).not.toHaveBeenCalled();
  });

  it('writes nothing when it is aborted while the picker is open', async () => {
    const disk = new FakeHandle();
    const controller = new AbortController();
    stubPicker(() => Promise.resolve(disk.handle));
    const saving = saveFile(file(), options(controller.signal));
    controller.abort(new Error('overtaken'));
    await expect(saving).rejects.toBe(controller.signal.reason);
    expect([disk.written, disk.removed]).toEqual([[], true]);
  });
});

describe('saveFile without a picker', () => {
  const clicked: { href: string; download: string }[] = [];

  beforeEach(() => {
    clicked.length = 0;
    vi.useFakeTimers();
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', {
      body: { append: () => undefined },
      createElement: () => {
        const link = { href: '', download: '', click: () => clicked.push(link), remove: vi.fn() };
        return link;
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('hands the Blob to the downloads under a safe name, and revokes its address later', async () => {
    const made = vi.spyOn(URL, 'createObjectURL');
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    expect(await saveFile(file(), options())).toBe('download');
    expect(clicked).toMatchObject([
      { download: '_ab.iso', href: made.mock.results[0]?.value as string },
    ]);
    const blob = made.mock.calls[0]?.[0] as Blob;
    expect([blob.type, await blob.text()]).toEqual(['application/octet-stream', 'abc']);
    vi.advanceTimersByTime(9 * 60_000);
    expect(revoked).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(revoked.mock.calls).toEqual([[clicked[0]?.href]]);
  });

  it('hands over the very Blob when its type is right', async () => {
    const made = vi.spyOn(URL, 'createObjectURL');
    const blob = new Blob(['abc'], { type: 'application/octet-stream' });
    await saveFile(checked(blob), options());
    expect(made.mock.calls[0]?.[0]).toBe(blob);
  });

  it('revokes the address of the save before', async () => {
    await saveFile(file(), options());
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    await saveFile(file(), options());
    expect(revoked.mock.calls).toEqual([[clicked[0]?.href]]);
  });
});

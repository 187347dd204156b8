import type { CheckedFile } from '../check/checked-file';
import { safeFileName } from './safe-file-name';
import { saveAsDownload } from './save-as-download.browser';
import { saveToHandle, toSaveProblem, type SaveOptions } from './save-to-handle.browser';

/**
 * Saves a checked file: where the person says, and read back, in browsers that have a picker for that;
 * else through the browser's downloads. Call it straight from a click handler: browsers open the
 * picker for nothing else, so it is asked for before anything is awaited.
 *
 * @returns `written` when the bytes on the disk were compared, `download` when the browser has taken over
 * @throws an AbortError DOMException when the person closes the picker; the signal's reason; Problem
 *   `save/not-allowed`, `save/write-failed`, `save/read-back-differs`; a Problem of `verifyWritten`
 */
export async function saveFile(
  file: CheckedFile,
  options: SaveOptions,
): Promise<'written' | 'download'> {
  options.signal.throwIfAborted();
  if (!window.showSaveFilePicker) {
    saveAsDownload(file);
    return 'download';
  }
  const handle = await pick(window.showSaveFilePicker({ suggestedName: safeFileName(file.name) }));
  await saveToHandle(file, handle, options);
  return 'written';
}

async function pick(picking: Promise<FileSystemFileHandle>): Promise<FileSystemFileHandle> {
  try {
    return await picking;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw toSaveProblem(error);
  }
}

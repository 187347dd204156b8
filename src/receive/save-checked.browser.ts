import type { CheckedFile } from '../check/checked-file';
import { hashBlob } from '../check/hash-blob.browser';
import { saveFile } from '../save/save-file.browser';
import type { SaveOptions } from '../save/save-to-handle.browser';

/**
 * Saves a checked file, and, where what was written can be read back, compares it by its SHA-256. To be
 * called within the click that asked for it: a browser opens its file picker only then.
 */
export function saveChecked(
  file: CheckedFile,
  options: Pick<SaveOptions, 'signal' | 'onProgress'>,
): ReturnType<typeof saveFile> {
  const { signal } = options;
  return saveFile(file, {
    ...options,
    verifyWritten: async (written) => {
      const { digests } = await hashBlob(written, { algorithms: ['sha256'], signal });
      return digests.sha256 !== undefined && digests.sha256 === file.digests.sha256;
    },
  });
}

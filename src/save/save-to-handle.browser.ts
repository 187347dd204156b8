import { Problem, toProblem } from '../base/problem';
import type { CheckedFile } from '../check/checked-file';

export interface SaveOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (savedBytes: number) => void;
  /** Whether the bytes that are on the disk now are the right ones. */
  readonly verifyWritten: (written: Blob, signal: AbortSignal) => Promise<boolean>;
}

/** Bytes per write: few enough to stop soon and to show progress, enough to be fast. */
const chunkBytes = 4 * 1024 * 1024;

/**
 * Writes the Blob of `file` to the file that the person chose, reads that back and has it compared.
 * The browser writes to a temporary file and puts it in place at the end, so that a file which was there
 * before survives a failure; a file that was new or empty is removed after one.
 *
 * @throws Problem `save/not-allowed`, `save/write-failed`, `save/read-back-differs`; a Problem of
 *   `verifyWritten`; the signal's reason
 */
export async function saveToHandle(
  file: CheckedFile,
  handle: FileSystemFileHandle,
  options: SaveOptions,
): Promise<void> {
  const { signal } = options;
  let leaveNothing = false;
  try {
    leaveNothing = await isEmpty(handle);
    signal.throwIfAborted();
    await write(file.blob, handle, options);
    // From here on, what is there is ours, and not yet known to be right.
    leaveNothing = true;
    const equal = await options.verifyWritten(await handle.getFile(), signal);
    signal.throwIfAborted();
    if (!equal) throw new Problem('save/read-back-differs');
  } catch (error) {
    if (leaveNothing) await remove(handle);
    if (signal.aborted) throw signal.reason;
    throw toSaveProblem(error);
  }
}

/** Puts the code on what a browser's file functions throw. */
export function toSaveProblem(error: unknown): Problem {
  const refused =
    error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name);
  return toProblem(error, refused ? 'save/not-allowed' : 'save/write-failed');
}

async function isEmpty(handle: FileSystemFileHandle): Promise<boolean> {
  return (await handle.getFile()).size === 0;
}

/** Writes all of `blob`, slice by slice. After a failure or an abort, nothing of it is put in place. */
async function write(
  blob: Blob,
  handle: FileSystemFileHandle,
  { signal, onProgress }: SaveOptions,
): Promise<void> {
  const writable = await handle.createWritable();
  try {
    for (let offset = 0; offset < blob.size; offset += chunkBytes) {
      signal.throwIfAborted();
      const chunk = blob.slice(offset, offset + chunkBytes);
      await writable.write(chunk);
      onProgress(offset + chunk.size);
    }
    signal.throwIfAborted();
    await writable.close();
  } catch (error) {
    // It fails when a failed write has ended the stream already.
    await writable.abort(error).catch(() => undefined);
    throw error;
  }
}

/** As well as it can: not every browser lets a page remove a file. */
async function remove(handle: FileSystemFileHandle): Promise<void> {
  await handle.remove?.().catch(() => undefined);
}

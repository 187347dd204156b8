import { Problem } from '../base/problem';
import { untilAborted } from '../base/until-aborted.browser';

/** Measured: smaller parts cost time in Chromium, larger ones memory. */
export const defaultPartBytes = 8 * 1024 * 1024;

/**
 * The bytes of a Blob, part by part. While one is being used the next one is read.
 *
 * @throws Problem `check/worker` when it can't be read (any more), or the signal's reason
 */
export async function* readParts(
  blob: Blob,
  partBytes: number,
  signal: AbortSignal,
): AsyncGenerator<ArrayBuffer, void, void> {
  let reading = readPart(blob, 0, partBytes);
  for (let offset = 0; offset < blob.size; offset += partBytes) {
    // A disk or a network share may never answer.
    const bytes = await untilAborted(reading, signal);
    reading = readPart(blob, offset + partBytes, partBytes);
    yield bytes;
  }
}

/** Nothing beyond the end. */
function readPart(blob: Blob, offset: number, partBytes: number): Promise<ArrayBuffer> {
  const part = blob.slice(offset, offset + partBytes);
  const reading = part.arrayBuffer().then(
    (bytes) => {
      // Files get truncated behind the browser's back.
      if (bytes.byteLength !== part.size) throw new Problem('check/worker', 'Reading failed.');
      return bytes;
    },
    (cause: unknown) => {
      throw new Problem('check/worker', 'Reading failed.', { cause });
    },
  );
  // Whoever stops before its turn never looks at it.
  reading.catch(() => undefined);
  return reading;
}

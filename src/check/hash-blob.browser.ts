import type { DigestAlgorithm } from '../base/digest-algorithms';
import { Problem } from '../base/problem';
import { untilAborted } from '../base/until-aborted.browser';
import { HashedFile } from './checked-file';
import { shareOut } from './digests/share-out';
import { HashChannel } from './hash-channel.browser';
import type { HashReply } from './hash-contract';

export interface HashBlobOptions {
  readonly algorithms: readonly DigestAlgorithm[];
  readonly signal: AbortSignal;
  /** Bytes between two reports of progress; 8 MiB unless told. */
  readonly partBytes?: number;
  readonly onProgress?: (hashedBytes: number) => void;
}

/** Measured: smaller parts cost time in Chromium, larger ones memory. */
const defaultPartBytes = 8 * 1024 * 1024;
/** Parts that a worker has: one that it hashes, and the next. */
const maxInFlight = 2;
/** Each costs some megabytes of memory, and no list of checksums has more kinds for one file. */
const maxWorkers = 4;

/**
 * Hashes a whole Blob, several digests at once in as many workers as the machine has cores for. The
 * Blob of the result is that Blob.
 *
 * @throws Problem `check/worker` (a file on disk that changed or went away, no memory), or the
 *   signal's reason
 */
export async function hashBlob(blob: Blob, options: HashBlobOptions): Promise<HashedFile> {
  const { signal, algorithms } = options;
  // Reading takes a core as well: on two of them, two workers are slower than one.
  const workers = Math.min(navigator.hardwareConcurrency - 1, maxWorkers);
  const channels = shareOut(algorithms, workers).map(
    (share) => new HashChannel({ algorithms: share, signal }),
  );
  try {
    await addToAll(channels, blob, options);
    const shares = await Promise.all(channels.map((channel) => channel.finish()));
    const digests = shares.reduce((all, share) => ({ ...all, ...share }), {});
    return new HashedFile(blob, digests);
  } finally {
    for (const channel of channels) channel.close();
  }
}

/** All workers get the same parts and keep in step, so that each part is read once. */
async function addToAll(
  channels: readonly HashChannel[],
  blob: Blob,
  { partBytes = defaultPartBytes, onProgress, signal }: HashBlobOptions,
): Promise<void> {
  const inFlight: Promise<number>[] = [];
  let hashedBytes = 0;
  const settleOldest = async () => {
    hashedBytes += (await inFlight.shift()) ?? 0;
    onProgress?.(hashedBytes);
  };
  let reading = readPart(blob, 0, partBytes);
  for (let offset = 0; offset < blob.size; offset += partBytes) {
    // A disk or a network share may never answer.
    const bytes = await untilAborted(reading, signal);
    // The next one is read while this one is hashed.
    reading = readPart(blob, offset + partBytes, partBytes);
    if (inFlight.length === maxInFlight) await settleOldest();
    inFlight.push(addPart(channels, bytes));
  }
  while (inFlight.length > 0) await settleOldest();
}

/** Nothing beyond the end. */
function readPart(blob: Blob, offset: number, partBytes: number): Promise<ArrayBuffer> {
  const part = blob.slice(offset, offset + partBytes);
  const reading = part.arrayBuffer().then(
    (bytes) => {
      // Stored files get truncated behind the browser's back.
      if (bytes.byteLength !== part.size) throw new Problem('check/worker', 'Reading failed.');
      return bytes;
    },
    (error: unknown) => {
      throw new Problem('check/worker', 'Reading failed.', { cause: error });
    },
  );
  // Whoever stops before its turn never looks at it.
  reading.catch(() => undefined);
  return reading;
}

/** Resolves with the size of the part once every worker has hashed it. */
function addPart(channels: readonly HashChannel[], bytes: ArrayBuffer): Promise<number> {
  const size = bytes.byteLength;
  // A buffer belongs to one worker at a time: the others get copies.
  const buffers = channels.map((_, i) => (i === 0 ? bytes : bytes.slice(0)));
  const hashing = channels.map((channel, i) =>
    channel.ask({ kind: 'add', bytes: buffers[i] ?? bytes }, isAdded),
  );
  const all = Promise.all(hashing).then(() => size);
  // After the first part that fails nobody waits for the next one.
  all.catch(() => undefined);
  return all;
}

function isAdded({ kind }: HashReply): true | undefined {
  return kind === 'added' || undefined;
}

/**
 * More digests of a file that was hashed before: the same Blob, with those of `algorithms` that it
 * lacks added to its digests.
 *
 * @throws like `hashBlob`
 */
export async function rehash(
  file: HashedFile,
  algorithms: readonly DigestAlgorithm[],
  options: Omit<HashBlobOptions, 'algorithms'>,
): Promise<HashedFile> {
  const missing = algorithms.filter((algorithm) => file.digests[algorithm] === undefined);
  if (missing.length === 0) return file;
  const { digests } = await hashBlob(file.blob, { ...options, algorithms: missing });
  return new HashedFile(file.blob, { ...file.digests, ...digests }, file.signatures);
}

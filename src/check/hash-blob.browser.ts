import type { DigestAlgorithm } from '../base/digest-algorithms';
import { HashedFile } from './checked-file';
import { shareOut } from './digests/share-out';
import { HashChannel } from './hash-channel.browser';

export interface HashBlobOptions {
  readonly algorithms: readonly DigestAlgorithm[];
  readonly signal: AbortSignal;
  /** Bytes between two reports of progress; 16 MiB unless told. */
  readonly partBytes?: number;
  readonly onProgress?: (hashedBytes: number) => void;
}

/**
 * Measured: with 2 MiB a check takes a fifth longer in Chromium, with 32 MiB it is no faster. Reading by
 * `stream()` costs less, but through a buffer of ours Chromium 156 now and then never ends a read, and
 * without one Firefox takes a third longer.
 */
const defaultPartBytes = 16 * 1024 * 1024;
/** Parts that a worker has or waits for: it starts to read the next one while it hashes one. */
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
  const workers = Math.min(navigator.hardwareConcurrency, maxWorkers);
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

/** All workers get the same parts and wait for each other, so that a disk reads each part once. */
async function addToAll(
  channels: readonly HashChannel[],
  blob: Blob,
  { partBytes = defaultPartBytes, onProgress }: HashBlobOptions,
): Promise<void> {
  const inFlight: Promise<number>[] = [];
  let hashedBytes = 0;
  const settleOldest = async () => {
    hashedBytes += (await inFlight.shift()) ?? 0;
    onProgress?.(hashedBytes);
  };
  for (let offset = 0; offset < blob.size; offset += partBytes) {
    if (inFlight.length === maxInFlight) await settleOldest();
    inFlight.push(addPart(channels, blob.slice(offset, offset + partBytes)));
  }
  while (inFlight.length > 0) await settleOldest();
}

/** Resolves with the size of the part once every worker has hashed it. */
function addPart(channels: readonly HashChannel[], part: Blob): Promise<number> {
  const hashing = channels.map((channel) =>
    channel.ask({ kind: 'add', blob: part }, ({ kind }) => kind === 'added' || undefined),
  );
  const all = Promise.all(hashing).then(() => part.size);
  // After the first part that fails nobody waits for the next one.
  all.catch(() => undefined);
  return all;
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

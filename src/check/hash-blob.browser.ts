import type { DigestAlgorithm } from '../base/digest-algorithms';
import { HashedFile } from './checked-file';
import { shareOut } from './digests/share-out';
import { HashChannel } from './hash-channel.browser';
import type { HashReply } from './hash-contract';
import { defaultPartBytes, readParts } from './read-parts.browser';
import { assertSame, proofOf } from './same-bytes.browser';

export interface HashBlobOptions {
  readonly algorithms: readonly DigestAlgorithm[];
  readonly signal: AbortSignal;
  /** Bytes between two reports of progress; 8 MiB unless told. */
  readonly partBytes?: number;
  readonly onProgress?: (hashedBytes: number) => void;
}

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
  for await (const bytes of readParts(blob, partBytes, signal)) {
    if (inFlight.length === maxInFlight) await settleOldest();
    inFlight.push(addPart(channels, bytes));
  }
  while (inFlight.length > 0) await settleOldest();
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
 * @throws like `hashBlob`, and Problem `check/unreadable-file` when its bytes are others by now
 */
export async function rehash(
  file: HashedFile,
  algorithms: readonly DigestAlgorithm[],
  options: Omit<HashBlobOptions, 'algorithms'>,
): Promise<HashedFile> {
  const missing = algorithms.filter((algorithm) => file.digests[algorithm] === undefined);
  if (missing.length === 0) return file;
  const { blob, signatures } = file;
  const wanted = [...missing, ...proofOf(file)];
  const { digests } = await hashBlob(blob, { ...options, algorithms: wanted });
  assertSame(file, digests);
  return new HashedFile(blob, { ...file.digests, ...digests }, signatures);
}

import { Problem } from '../base/problem';
import type { DigestAlgorithm } from '../release/expectation';
import { HashedFile } from './checked-file';
import { PieceHasher, type AppendOutcome } from './piece-hasher.browser';

export interface HashBlobOptions {
  readonly algorithms: readonly DigestAlgorithm[];
  readonly signal: AbortSignal;
  /** Bytes read at a time; 4 MiB unless told. */
  readonly chunkBytes?: number;
  readonly onProgress?: (hashedBytes: number) => void;
}

const defaultChunkBytes = 4 * 1024 * 1024;
/** Chunks being read or hashed: enough to keep the worker busy, few enough for small memories. */
const maxInFlight = 4;

/**
 * Hashes a whole Blob in a worker. The Blob of the result is composed of the slices that were hashed.
 *
 * @throws Problem `check/worker` (a file on disk that changed or went away, no memory), or the
 *   signal's reason
 */
export async function hashBlob(blob: Blob, options: HashBlobOptions): Promise<HashedFile> {
  const { signal, algorithms, chunkBytes = defaultChunkBytes, onProgress } = options;
  const hasher = new PieceHasher({ algorithms, signal });
  const inFlight: Promise<AppendOutcome>[] = [];
  const settleOldest = async () => {
    const outcome = await inFlight.shift();
    if (outcome?.kind === 'unreadable') throw new Problem('check/worker', 'Reading failed.');
    onProgress?.(hasher.hashedBytes);
  };
  try {
    for (let offset = 0; offset < blob.size; offset += chunkBytes) {
      if (inFlight.length === maxInFlight) await settleOldest();
      inFlight.push(hasher.append(blob.slice(offset, offset + chunkBytes)));
    }
    while (inFlight.length > 0) await settleOldest();
    return await hasher.finish();
  } finally {
    hasher.close();
  }
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
  return new HashedFile(file.blob, { ...file.digests, ...digests });
}

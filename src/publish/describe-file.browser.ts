import { concatBytes } from '../base/bytes';
import { Problem, toProblem } from '../base/problem';
import { PieceHasher, type AppendOutcome } from '../check/piece-hasher.browser';
import { filePieces } from '../pieces/file-pieces.browser';
import { buildInfo } from '../release/build-torrent';
import { choosePieceLength } from '../release/piece-length';
import { pieceCount, type TorrentMetadata } from '../release/torrent-metadata';

/** What one pass over a file tells. */
export interface DescribedFile {
  readonly metadata: TorrentMetadata;
  /** SHA-256 of the whole file, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Pieces on their way through the hash at a time; bounds what is in memory. */
const inFlightAtMost = 4;

/**
 * Reads a file once, in the hash worker, for its piece hashes and its SHA-256. Throws
 * `publish/empty-file`, `publish/unreadable`, `check/worker`, or the signal's reason.
 */
export async function describeFile(
  file: File,
  options: { readonly signal: AbortSignal; readonly onProgress: (hashedBytes: number) => void },
): Promise<DescribedFile> {
  if (file.size === 0) throw new Problem('publish/empty-file');
  const { signal, onProgress } = options;
  const pieceLength = choosePieceLength(file.size);
  const pieces = filePieces(file, pieceLength);
  const hasher = new PieceHasher({ algorithms: ['sha256'], signal });
  try {
    const sha1s: Promise<Uint8Array>[] = [];
    for (let index = 0; index < pieceCount({ length: file.size, pieceLength }); index++) {
      const blob = await pieces.read(index);
      if (blob) sha1s.push(quietly(sha1Of(hasher.append(blob))));
      await sha1s[index - inFlightAtMost];
      onProgress(hasher.hashedBytes);
    }
    const pieceHashes = concatBytes(await Promise.all(sha1s));
    const { digests } = await hasher.finish();
    signal.throwIfAborted();
    const { name, size: length } = file;
    const metadata = await buildInfo({ name, length, pieceLength, pieceHashes });
    signal.throwIfAborted();
    return { metadata, sha256: digests.sha256 ?? '' };
  } catch (error) {
    signal.throwIfAborted();
    throw toProblem(error, 'publish/unreadable');
  } finally {
    hasher.close();
  }
}

async function sha1Of(appending: Promise<AppendOutcome>): Promise<Uint8Array> {
  const outcome = await appending;
  if (outcome.kind !== 'appended') throw new Problem('publish/unreadable');
  return outcome.sha1;
}

/** After the first failure the rest is no longer waited for. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

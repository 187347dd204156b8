import { concatBytes } from '../base/bytes';
import { Problem } from '../base/problem';
import { chunksOf } from './fetch-range.browser';

/** A .torrent for 1,000 pieces has about 20 KB; this is room for the largest that is accepted. */
const largestTorrentBytes = 16 * 2 ** 20;
const timeoutMs = 20_000;

/**
 * Reads a .torrent over HTTP. What is in it is not looked at here. Throws
 * `swarm/mirror-unreachable`, `swarm/mirror-status`, `swarm/mirror-wrong-length` (too large), or the
 * signal's reason.
 */
export async function fetchTorrent(
  url: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (!response.ok) throw new Problem('swarm/mirror-status', `${url}: HTTP ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of chunksOf(response)) {
      size += chunk.length;
      if (size > largestTorrentBytes) throw new Problem('swarm/mirror-wrong-length', url);
      chunks.push(chunk);
    }
    return concatBytes(chunks);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Problem) throw error;
    throw new Problem('swarm/mirror-unreachable', url, { cause: error });
  }
}

/** Bytes of the file at `url`, when the server says; `undefined` when it does not. */
export async function askSize(url: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const response = await fetch(url, {
      method: 'HEAD',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const length = Number(response.headers.get('content-length') ?? NaN);
    return response.ok && Number.isSafeInteger(length) && length > 0 ? length : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

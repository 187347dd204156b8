import { concatBytes } from '../../base/bytes';
import { parseDecimal } from '../../base/parse-decimal';
import { Problem } from '../../base/problem';
import { chunksOf } from './chunks-of.browser';
import { cancelBody, refuseRedirect } from './refuse-redirect.browser';

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
    const untilLate = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: untilLate,
    });
    refuseRedirect(response, url);
    if (response.status !== 200) {
      cancelBody(response);
      throw new Problem('swarm/mirror-status', `${url}: HTTP ${response.status}`);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of chunksOf(response, untilLate)) {
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

/**
 * Bytes of the file that is at `urls`, from the first server that says; `undefined` when none does.
 * Throws the signal's reason only.
 */
export async function askSize(
  urls: readonly string[],
  signal: AbortSignal,
): Promise<number | undefined> {
  for (const url of urls) {
    const size = await askOne(url, signal);
    if (size !== undefined) return size;
  }
  return undefined;
}

async function askOne(url: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const response = await fetch(url, {
      method: 'HEAD',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    refuseRedirect(response, url);
    if (!response.ok) return undefined;
    const size = parseDecimal(response.headers.get('content-length') ?? '');
    return size === 0 ? undefined : size;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

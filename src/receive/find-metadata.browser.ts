import { Problem } from '../base/problem';
import { parseInfo, parseTorrentFile } from '../release/parse-torrent';
import type { Release } from '../release/release';
import type { TorrentMetadata } from '../release/torrent-metadata';
import { fetchTorrent } from '../swarm/mirrors/fetch-torrent.browser';

/**
 * The metadata from an info dictionary that came with the link or from an earlier visit. One that
 * does not fit the info hash is as good as none: there are other places to ask. One that fits it and is
 * not to be taken would be the same from anywhere. Throws `release/*`.
 */
export async function metadataFromInfo(
  info: Uint8Array<ArrayBuffer> | undefined,
  infoHash: string,
): Promise<TorrentMetadata | undefined> {
  if (!info) return undefined;
  try {
    return await parseInfo(info, infoHash);
  } catch (error) {
    if (error instanceof Problem && error.code === 'release/wrong-metadata') return undefined;
    throw error;
  }
}

/**
 * The metadata from whichever of the link's .torrent addresses has it first; `undefined` when none
 * has. Never rejects.
 */
export async function metadataFromTorrentUrls(
  { torrentUrls, infoHash }: Release,
  signal: AbortSignal,
): Promise<TorrentMetadata | undefined> {
  const found = new AbortController();
  const either = AbortSignal.any([signal, found.signal]);
  const answers = torrentUrls.map(async (url) =>
    parseTorrentFile(await fetchTorrent(url, either), infoHash),
  );
  try {
    return await Promise.any(answers);
  } catch {
    return undefined;
  } finally {
    found.abort();
  }
}

import { parseInfo, parseTorrentFile } from '../release/parse-torrent';
import type { Release } from '../release/release';
import type { TorrentMetadata } from '../release/torrent-metadata';
import { fetchTorrent } from '../swarm/fetch-torrent.browser';

/**
 * The metadata from an info dictionary that came with the link or from an earlier visit. One that
 * does not fit the info hash is as good as none: there are other places to ask.
 */
export async function metadataFromInfo(
  info: Uint8Array<ArrayBuffer> | undefined,
  infoHash: string,
): Promise<TorrentMetadata | undefined> {
  if (!info) return undefined;
  try {
    return await parseInfo(info, infoHash);
  } catch {
    return undefined;
  }
}

/** The metadata from the first of the link's .torrent addresses that has it. */
export async function metadataFromTorrentUrls(
  release: Release,
  signal: AbortSignal,
): Promise<TorrentMetadata | undefined> {
  for (const url of release.torrentUrls) {
    try {
      return await parseTorrentFile(await fetchTorrent(url, signal), release.infoHash);
    } catch {
      signal.throwIfAborted();
    }
  }
  return undefined;
}

import { Problem } from '../base/problem';
import type { ShareLink } from '../link/share-link';
import type { Digest, Expectation } from './expectation';
import type { Release } from './release';
import type { TorrentMetadata } from './torrent-metadata';

/**
 * What a share link says should arrive. Throws `release/empty` when that is nothing: a torrent has
 * at least one byte.
 */
export function releaseFromLink(link: ShareLink): Release {
  if (link.size === 0) throw new Problem('release/empty');
  return {
    infoHash: link.infoHash,
    name: link.name ?? `download-${link.infoHash.slice(0, 8)}`,
    size: link.size,
    expectations: link.digests.map((digest) => expectationOf(digest, link.size)),
    trackers: link.trackers,
    mirrors: link.mirrors,
    torrentUrls: link.torrentUrls,
    pieceLength: link.pieceLength,
    metadata: undefined,
  };
}

function expectationOf(digest: Digest, size: number | undefined): Expectation {
  return { kind: 'digest', digest, orElse: [], source: 'link', name: undefined, size, chain: [] };
}

/**
 * The release with its metadata. Name, size and piece length are now those that the info hash
 * covers. Throws `release/wrong-metadata`, and `release/size-conflict` when the link gave another
 * size: then link and torrent are of different files, and neither can be believed.
 */
export function withMetadata(release: Release, metadata: TorrentMetadata): Release {
  if (metadata.infoHash !== release.infoHash) throw new Problem('release/wrong-metadata');
  if (release.size !== undefined && release.size !== metadata.length)
    throw new Problem('release/size-conflict', `${release.size} or ${metadata.length} bytes`);
  return {
    ...release,
    name: metadata.name,
    size: metadata.length,
    pieceLength: metadata.pieceLength,
    metadata,
  };
}

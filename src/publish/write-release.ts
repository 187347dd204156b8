import { checksumLine } from '../base/checksum-line';
import { formatShareUrl } from '../link/format-link';
import { longestInfo } from '../link/share-link';
import { buildTorrentFile } from '../release/build-torrent';
import type { TorrentMetadata } from '../release/torrent-metadata';
import { safeFileName } from '../save/safe-file-name';
import type { Published } from './publish-state';

/** Everything that a publisher hands out, from what the pass over the file told. */
export function writeRelease(
  file: { readonly metadata: TorrentMetadata; readonly sha256: string },
  site: {
    readonly trackers: readonly string[];
    readonly mirrors: readonly string[];
    readonly pageUrl: string;
  },
): Published {
  const { metadata, sha256 } = file;
  const { trackers, mirrors, pageUrl } = site;
  const { infoHash, name, length, pieceLength, infoBytes } = metadata;
  const shareLink = formatShareUrl(
    {
      infoHash,
      digests: [{ algorithm: 'sha256', hex: sha256 }],
      name,
      size: length,
      trackers,
      mirrors,
      torrentUrls: [],
      pieceLength,
      info: infoBytes.length <= longestInfo ? infoBytes : undefined,
    },
    pageUrl,
  );
  return {
    infoHash,
    name,
    size: length,
    pieceLength,
    sha256,
    shareLink,
    checksumLine: checksumLine(sha256, name),
    torrentFile: buildTorrentFile(metadata, { trackers, mirrors }),
    torrentFileName: safeFileName(`${name}.torrent`),
  };
}

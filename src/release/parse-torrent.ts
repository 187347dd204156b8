import { equalBytes, toHex } from '../base/bytes';
import { Problem } from '../base/problem';
import { sha1 } from '../base/sha1';
import { type BencodeValue, decodeBencode, encodeBencode, longestBencode } from './bencode';
import { readInfo } from './read-info';
import type { TorrentMetadata } from './torrent-metadata';

/**
 * Takes an info dictionary from anyone (a link, a peer, a mirror) and believes it only when its
 * SHA-1 is `infoHash` and it describes one file without contradiction. At most 16 MiB. Throws
 * `release/bad-metadata`, `release/wrong-metadata`, `release/several-files`, `release/empty`.
 */
export async function parseInfo(
  infoBytes: Uint8Array<ArrayBuffer>,
  infoHash: string,
): Promise<TorrentMetadata> {
  checkSize(infoBytes);
  // A copy: whoever handed them in can't change them while they are being hashed.
  const bytes = infoBytes.slice();
  // First the hash: what nobody vouched for is not even decoded.
  if (toHex(await sha1(bytes)) !== infoHash) throw new Problem('release/wrong-metadata');
  const info = decodeBencode(bytes);
  // The decoder takes the canonical form only. Should it ever be loosened, this still holds:
  // swarm engines encode the dictionary again, and must arrive at the same info hash.
  if (!equalBytes(encodeBencode(info), bytes)) throw bad('not in canonical form');
  return { infoHash, infoBytes: bytes, ...readInfo(info) };
}

/**
 * Takes the info dictionary out of a .torrent file (BEP 3) of at most 16 MiB. Its trackers and
 * mirrors are never taken: the info hash does not cover them. Without an `infoHash` to hold it to,
 * the torrent is what it says it is. Throws like `parseInfo`.
 */
export async function parseTorrentFile(
  bytes: Uint8Array<ArrayBuffer>,
  infoHash: string | undefined,
): Promise<TorrentMetadata> {
  checkSize(bytes);
  const infoBytes = encodeBencode(infoOf(decodeBencode(bytes)));
  return parseInfo(infoBytes, infoHash ?? toHex(await sha1(infoBytes)));
}

function infoOf(torrent: BencodeValue): BencodeValue {
  const info = torrent instanceof Map ? torrent.get('info') : undefined;
  if (info === undefined) throw bad('no info dictionary');
  return info;
}

function checkSize(bytes: Uint8Array): void {
  if (bytes.length > longestBencode) throw bad(`longer than ${longestBencode} bytes`);
}

function bad(detail: string): Problem {
  return new Problem('release/bad-metadata', detail);
}

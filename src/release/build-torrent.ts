import { toHex } from '../base/bytes';
import { sha1 } from '../base/sha1';
import { type BencodeValue, decodeBencode, encodeBencode } from './bencode';
import { parseInfo } from './parse-torrent';
import type { TorrentMetadata } from './torrent-metadata';

/**
 * Makes the info dictionary (BEP 3) of one file. It has the keys `length`, `name`, `piece length`
 * and `pieces` and no other, so that whoever has the bytes, the name and the piece length arrives at
 * the same info hash. Held to the same rules as anyone else's: throws like `parseInfo`.
 */
export async function buildInfo(
  file: Pick<TorrentMetadata, 'name' | 'length' | 'pieceLength' | 'pieceHashes'>,
): Promise<TorrentMetadata> {
  const infoBytes = encodeBencode(
    new Map<string, BencodeValue>([
      ['length', file.length],
      ['name', utf8(file.name)],
      ['piece length', file.pieceLength],
      ['pieces', file.pieceHashes],
    ]),
  );
  return parseInfo(infoBytes, toHex(await sha1(infoBytes)));
}

/**
 * A .torrent file for other BitTorrent programs. The same release gives the same bytes at any time:
 * there is no creation date. Each tracker is a tier of its own (BEP 12); mirrors go into `url-list`
 * (BEP 19).
 */
export function buildTorrentFile(
  metadata: TorrentMetadata,
  sources: { readonly trackers: readonly string[]; readonly mirrors: readonly string[] },
): Uint8Array<ArrayBuffer> {
  const torrent = new Map<string, BencodeValue>([
    ['created by', utf8('Samesum')],
    ['info', decodeBencode(metadata.infoBytes)],
  ]);
  const [firstTracker] = sources.trackers;
  if (firstTracker !== undefined) {
    torrent.set('announce', utf8(firstTracker));
    torrent.set(
      'announce-list',
      sources.trackers.map((url) => [utf8(url)]),
    );
  }
  if (sources.mirrors.length > 0) torrent.set('url-list', sources.mirrors.map(utf8));
  return encodeBencode(torrent);
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

import { hashOf } from './make-file';
import { formatShareUrl } from '../../src/link/format-link';
import type { LinkDigest } from '../../src/link/share-link';
import { buildInfo, buildTorrentFile } from '../../src/release/build-torrent';
import type { TorrentMetadata } from '../../src/release/torrent-metadata';
import { fromHex, concatBytes } from '../../src/base/bytes';

export interface LinkOptions {
  /** Bytes, a power of two from 16 KiB on. Default: 64 KiB. */
  readonly pieceLength?: number;
  /** Default: the SHA-256 of the file. */
  readonly digests?: readonly LinkDigest[];
  readonly trackers?: readonly string[];
  readonly mirrors?: readonly string[];
  readonly torrentUrls?: readonly string[];
  /** Whether the link carries the info dictionary (`x.info`). Default: true. */
  readonly withInfo?: boolean;
}

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const defaultPieceLength = 65_536;

/** The torrent metadata of a file, computed here and not by the app. */
export function metadataOf(
  { name, bytes }: NamedBytes,
  pieceLength = defaultPieceLength,
): Promise<TorrentMetadata> {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieceLength)
    hashes.push(fromHex(hashOf('sha1', bytes.subarray(at, at + pieceLength))) ?? new Uint8Array());
  return buildInfo({ name, length: bytes.length, pieceLength, pieceHashes: concatBytes(hashes) });
}

/** A .torrent file without trackers and mirrors, as `xs` points to. */
export async function torrentOf(file: NamedBytes): Promise<Uint8Array<ArrayBuffer>> {
  return buildTorrentFile(await metadataOf(file), { trackers: [], mirrors: [] });
}

/** A share link to `file` for the app at `appUrl`. */
export async function makeLink(
  file: NamedBytes,
  appUrl: string,
  options: LinkOptions = {},
): Promise<string> {
  const metadata = await metadataOf(file, options.pieceLength);
  const sha256: LinkDigest = { algorithm: 'sha256', hex: hashOf('sha256', file.bytes) };
  return formatShareUrl(
    {
      infoHash: metadata.infoHash,
      digests: options.digests ?? [sha256],
      name: file.name,
      size: file.bytes.length,
      trackers: options.trackers ?? [],
      mirrors: options.mirrors ?? [],
      torrentUrls: options.torrentUrls ?? [],
      pieceLength: metadata.pieceLength,
      info: options.withInfo === false ? undefined : metadata.infoBytes,
    },
    appUrl,
  );
}

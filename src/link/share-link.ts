/** Algorithms that a share link can pin a whole-file digest with (`xt=urn:<algorithm>:<hex>`). */
export type LinkDigestAlgorithm = 'sha256' | 'sha512' | 'sha1' | 'md5';

export interface LinkDigest {
  readonly algorithm: LinkDigestAlgorithm;
  /** Lower-case hexadecimal of the full digest. */
  readonly hex: string;
}

/** Bytes of the largest info dictionary that a link carries. Larger ones make links that programs cut. */
export const longestInfo = 8 * 1024;

/** A share link after validation. Format: docs/share-link.md. Every URL in it has passed `checkUrl`. */
export interface ShareLink {
  /** BitTorrent v1 info hash (BEP 3), 40 lower-case hexadecimal digits. */
  readonly infoHash: string;
  readonly digests: readonly LinkDigest[];
  /** `dn`: the name as the publisher gave it; hostile text. */
  readonly name: string | undefined;
  /** `xl`: bytes. */
  readonly size: number | undefined;
  /** `tr`: WebSocket trackers. */
  readonly trackers: readonly string[];
  /** `ws`: HTTP mirrors (BEP 19 web seeds). */
  readonly mirrors: readonly string[];
  /** `xs`: addresses of the .torrent file. */
  readonly torrentUrls: readonly string[];
  /** `x.pl`: bytes per piece, a power of two from 16 KiB to 64 MiB. */
  readonly pieceLength: number | undefined;
  /** `x.info`: the bencoded info dictionary, at most 8 KiB; not yet checked against the info hash. */
  readonly info: Uint8Array<ArrayBuffer> | undefined;
}

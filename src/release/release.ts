import type { Expectation } from './expectation';
import type { TorrentMetadata } from './torrent-metadata';

/** What should arrive: name, size, expectations, torrent metadata, and who may have it. */
export interface Release {
  /** 40 lower-case hexadecimal digits. */
  readonly infoHash: string;
  /** As published; hostile text. */
  readonly name: string;
  /** Bytes; unknown until the metadata or a mirror tells, when the link does not say. */
  readonly size: number | undefined;
  readonly expectations: readonly Expectation[];
  readonly trackers: readonly string[];
  readonly mirrors: readonly string[];
  readonly torrentUrls: readonly string[];
  /** Bytes; known before the metadata when the link says so. */
  readonly pieceLength: number | undefined;
  readonly metadata: TorrentMetadata | undefined;
}

import type { ReleaseRecord } from '../pieces/release-record';
import { parseInfo } from '../release/parse-torrent';
import { choosePieceLength } from '../release/piece-length';
import { pieceCount, pieceSize, type TorrentMetadata } from '../release/torrent-metadata';
import { identifyLink } from './identify-link';

/** A release of which something is stored, as it was found. Nothing of it is a verdict. */
export interface KeptRelease {
  readonly infoHash: string;
  /** The share link, written anew; absent when it is not known, or can't be read. */
  readonly link: string | undefined;
  /** Hostile text. */
  readonly name: string | undefined;
  /** Bytes of the file. */
  readonly size: number | undefined;
  /** Bytes that are stored. */
  readonly heldBytes: number;
  /** When the person agreed to it, in ms since 1970. */
  readonly since: number | undefined;
  /** The person agreed to exchange it, and did not stop. */
  readonly agreed: boolean;
  /** The bytes were not the expected ones when they were compared last. */
  readonly withheld: boolean;
  /** Pieces were stored once, and none is now. */
  readonly evicted: boolean;
}

/** Describes a release by its record and the pieces held of it (indices, ascending). */
export async function keptRelease(
  record: ReleaseRecord,
  held: readonly number[],
  rules: { readonly loopbackAllowed: boolean },
): Promise<KeptRelease> {
  const { infoHash, since, withheld } = record;
  const { key, link } = identifyLink(record.link ?? '', rules);
  const own = link?.infoHash === infoHash ? link : undefined;
  const metadata = await metadataOf(record);
  const length = metadata?.length ?? own?.size;
  const pieceLength = metadata?.pieceLength ?? own?.pieceLength;
  return {
    infoHash,
    link: own === undefined ? undefined : key,
    name: metadata?.name ?? own?.name,
    size: length,
    heldBytes: heldBytes(held, length, pieceLength),
    since,
    agreed: record.agreed !== undefined,
    withheld,
    evicted: record.hadPieces && held.length === 0,
  };
}

/** Of whatever a person pasted somewhere a record is made too; that alone is no release held. */
export function isOnShelf(kept: KeptRelease): boolean {
  return kept.heldBytes > 0 || kept.agreed || kept.evicted;
}

/** Those that came last are first; then the ones of which it is not known. */
export function byTime(a: KeptRelease, b: KeptRelease): number {
  return (b.since ?? -1) - (a.since ?? -1) || (a.infoHash < b.infoHash ? -1 : 1);
}

/** Without metadata, pieces are as long as a publisher would have made them. */
function heldBytes(
  held: readonly number[],
  length = 0,
  pieceLength = choosePieceLength(length),
): number {
  // Of a file of unknown length, all that can be said is that there is some.
  if (length === 0) return held.length * pieceLength;
  const file = { length, pieceLength };
  const own = held.filter((index) => index < pieceCount(file));
  return own.reduce((sum, index) => sum + pieceSize(file, index), 0);
}

async function metadataOf({ info, infoHash }: ReleaseRecord): Promise<TorrentMetadata | undefined> {
  if (info === undefined) return undefined;
  return parseInfo(info, infoHash).catch(() => undefined);
}

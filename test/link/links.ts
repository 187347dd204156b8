import type { ShareLink } from '../../src/link/share-link';

export const hash = '0123456789abcdef0123456789abcdef01234567';
export const otherHash = 'f'.repeat(40);
/** The shortest link there is. */
export const bare = `magnet:?xt=urn:btih:${hash}`;

/** A link with nothing in it but the info hash, and what `parts` adds. */
export function linkWith(parts: Partial<ShareLink> = {}): ShareLink {
  return {
    infoHash: hash,
    digests: [],
    name: undefined,
    size: undefined,
    trackers: [],
    mirrors: [],
    torrentUrls: [],
    pieceLength: undefined,
    info: undefined,
    ...parts,
  };
}

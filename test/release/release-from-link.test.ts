import { describe, expect, it } from 'vitest';
import { buildInfo } from '../../src/release/build-torrent';
import { releaseFromLink, withMetadata } from '../../src/release/release-from-link';
import { hash, linkWith } from '../link/links';
import { codeOf } from './code-of';

describe('releaseFromLink', () => {
  it('of a bare link', () => {
    expect(releaseFromLink(linkWith())).toEqual({
      infoHash: hash,
      name: 'download-01234567',
      size: undefined,
      expectations: [],
      trackers: [],
      mirrors: [],
      torrentUrls: [],
      pieceLength: undefined,
      metadata: undefined,
    });
  });

  it('of a full link', () => {
    const sources = {
      trackers: ['wss://t.example/'],
      mirrors: ['https://m.example/'],
      torrentUrls: ['https://m.example/t'],
    };
    const digests = [
      { algorithm: 'sha256', hex: 'ab'.repeat(32) },
      { algorithm: 'md5', hex: 'cd'.repeat(16) },
    ] as const;
    const link = linkWith({ ...sources, digests, name: 'ü', size: 1, pieceLength: 16_384 });
    expect(releaseFromLink(link)).toEqual({
      infoHash: hash,
      name: 'ü',
      size: 1,
      expectations: digests.map((digest) => ({
        kind: 'digest',
        digest,
        orElse: [],
        source: 'link',
        name: undefined,
        size: 1,
        chain: [],
      })),
      ...sources,
      pieceLength: 16_384,
      metadata: undefined,
    });
  });

  it('of nothing', async () => {
    expect(await codeOf(() => releaseFromLink(linkWith({ size: 0 })))).toBe('release/empty');
  });
});

describe('withMetadata', () => {
  const made = buildInfo({
    name: 'covered.iso',
    length: 5,
    pieceLength: 32_768,
    pieceHashes: new Uint8Array(20),
  });

  it.each([undefined, 5])('takes what the info hash covers (link says %s bytes)', async (size) => {
    const metadata = await made;
    const link = linkWith({ infoHash: metadata.infoHash, name: 'x', size, pieceLength: 16_384 });
    const release = releaseFromLink(link);
    expect(withMetadata(release, metadata)).toEqual({
      ...release,
      name: 'covered.iso',
      size: 5,
      pieceLength: 32_768,
      metadata,
    });
  });

  it.each([1, 4, 6])('refuses a link that says %d bytes', async (size) => {
    const metadata = await made;
    const release = releaseFromLink(linkWith({ infoHash: metadata.infoHash, size }));
    expect(await codeOf(() => withMetadata(release, metadata))).toBe('release/size-conflict');
  });

  it('refuses the metadata of another release', async () => {
    const metadata = await made;
    const release = releaseFromLink(linkWith());
    expect(await codeOf(() => withMetadata(release, metadata))).toBe('release/wrong-metadata');
  });
});

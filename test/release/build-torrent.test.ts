import parseTorrent from 'parse-torrent';
import { describe, expect, it } from 'vitest';
import { buildInfo, buildTorrentFile } from '../../src/release/build-torrent';
import { parseTorrentFile } from '../../src/release/parse-torrent';
import { bytesOf } from './bytes-of';
import { codeOf } from './code-of';

const file = {
  name: 'Grüße & 💾.iso',
  length: 40_000,
  pieceLength: 16_384,
  pieceHashes: new Uint8Array(60).map((_, i) => i * 4),
};
const trackers = ['wss://a.example/announce', 'wss://b.example/'];
const mirrors = ['https://m.example/a%20b.iso', 'https://n.example/b'];
const none = { trackers: [], mirrors: [] };

describe('buildInfo', () => {
  it('writes four keys and no more', async () => {
    const { infoBytes } = await buildInfo({
      name: 'ü',
      length: 1,
      pieceLength: 65_536,
      pieceHashes: bytesOf('h'.repeat(20)),
    });
    expect(infoBytes).toEqual(
      bytesOf(`d6:lengthi1e4:name2:\xc3\xbc12:piece lengthi65536e6:pieces20:${'h'.repeat(20)}e`),
    );
  });

  it('gives back what it was given', async () => {
    expect(await buildInfo(file)).toMatchObject(file);
  });

  it('arrives at the info hash that parse-torrent finds', async () => {
    const metadata = await buildInfo(file);
    expect(await parseTorrent(buildTorrentFile(metadata, none))).toMatchObject({
      infoHash: metadata.infoHash,
      name: file.name,
      length: 40_000,
      pieceLength: 16_384,
      announce: [],
      urlList: [],
    });
  });

  it.each([
    ['an empty file', { length: 0, pieceHashes: new Uint8Array() }, 'release/empty'],
    ['an empty name', { name: '' }, 'release/bad-metadata'],
    ['a long name', { name: 'ü'.repeat(513) }, 'release/bad-metadata'],
    ['a hash too few', { pieceHashes: new Uint8Array(40) }, 'release/bad-metadata'],
    ['odd pieces', { pieceLength: 20_000 }, 'release/bad-metadata'],
  ])('refuses %s', async (_, part, code) => {
    expect(await codeOf(() => buildInfo({ ...file, ...part }))).toBe(code);
  });
});

describe('buildTorrentFile', () => {
  it('is read by parse-torrent', async () => {
    const metadata = await buildInfo(file);
    const read = await parseTorrent(buildTorrentFile(metadata, { trackers, mirrors }));
    expect(read).toMatchObject({
      infoHash: metadata.infoHash,
      announce: trackers,
      urlList: mirrors,
      createdBy: 'Samesum',
    });
    expect(read.created).toBeUndefined();
    expect(read.pieces).toHaveLength(3);
  });

  it('is read by parseTorrentFile', async () => {
    const metadata = await buildInfo(file);
    for (const sources of [none, { trackers, mirrors }])
      expect(await parseTorrentFile(buildTorrentFile(metadata, sources), undefined)).toEqual(
        metadata,
      );
  });

  it('keeps keys of the info that are not used here', async () => {
    const info = `d6:lengthi1e4:name1:a12:piece lengthi16384e6:pieces20:${'h'.repeat(20)}7:privatei1ee`;
    const torrent = bytesOf(`d10:created by7:Samesum4:info${info}e`);
    const metadata = await parseTorrentFile(torrent, undefined);
    expect(buildTorrentFile(metadata, none)).toEqual(torrent);
  });
});

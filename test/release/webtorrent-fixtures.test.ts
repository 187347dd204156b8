import { readdirSync, readFileSync } from 'node:fs';
import parseTorrent from 'parse-torrent';
import { expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { buildTorrentFile } from '../../src/release/build-torrent';
import { parseTorrentFile } from '../../src/release/parse-torrent';
import { pieceCount } from '../../src/release/torrent-metadata';

const folder = new URL('../../node_modules/webtorrent-fixtures/fixtures/', import.meta.url);

/** What becomes of a file: its info hash, name, bytes, bytes per piece and pieces; or a code. */
type Outcome = readonly [string, string, number, number, number] | string;

const leaves = 'Leaves of Grass by Walt Whitman.epub';
const leavesOutcome: Outcome = [
  'd2474e86c95b19b8bcfdb92bc12c9d44667cfa36',
  leaves,
  362_017,
  16_384,
  23,
];

/** Every file of the package; one file per torrent, of version 1, is all that is taken. */
const outcomes: Readonly<Record<string, Outcome>> = {
  [leaves]: 'release/bad-metadata',
  'alice.torrent': ['722fe65b2aa26d14f35b4ad627d20236e481d924', 'alice.txt', 163_783, 16_384, 10],
  'alice.txt': 'release/bad-metadata',
  'blocklist.txt': 'release/bad-metadata',
  'blocklist.txt.gz': 'release/bad-metadata',
  // Has a mirror, which is not taken, and beside the four keys others that stay in the info hash.
  'bunny.torrent': [
    'af8f10f30bf9aefecf3686922bfa0d5bd290a395',
    'bbb_sunflower_1080p_30fps_stereo_abl.mp4',
    434_839_491,
    524_288,
    830,
  ],
  // Has no name.
  'corrupt.torrent': 'release/bad-metadata',
  // A folder of one file is a folder.
  'folder.torrent': 'release/several-files',
  'leaves-metadata.torrent': leavesOutcome,
  'leaves.torrent': leavesOutcome,
  'lots-of-numbers.torrent': 'release/several-files',
  'numbers.torrent': 'release/several-files',
  'sintel.torrent': [
    'c334138ef5bfc2d568ea7324e0e2a3a7ec229bdd',
    'Sintel.2010.4K.DMRip.x264.DD.DTS.SRT-MaLLIeHbKa.mkv',
    5_490_455_272,
    4_194_304,
    1310,
  ],
};
const taken = Object.entries(outcomes).filter(([, outcome]) => typeof outcome !== 'string');

function read(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(encodeURIComponent(name), folder)));
}

async function outcomeOf(name: string): Promise<Outcome> {
  try {
    const metadata = await parseTorrentFile(read(name), undefined);
    const { infoHash, length, pieceLength } = metadata;
    return [infoHash, metadata.name, length, pieceLength, pieceCount(metadata)];
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

it('has an outcome for every file of webtorrent-fixtures', () => {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name).sort()).toEqual(Object.keys(outcomes).sort());
});

it.each(Object.entries(outcomes))('%s', async (name, outcome) => {
  expect(await outcomeOf(name)).toEqual(outcome);
});

it.each(taken)('%s means to parse-torrent what it means here', async (name) => {
  const metadata = await parseTorrentFile(read(name), undefined);
  const { infoHash, length, pieceLength } = metadata;
  const theirs = await parseTorrent(read(name));
  expect(theirs).toMatchObject({ infoHash, name: metadata.name, length, pieceLength });
  expect(theirs.pieces).toHaveLength(pieceCount(metadata));
});

it.each(taken)('%s written anew is the same torrent', async (name) => {
  const metadata = await parseTorrentFile(read(name), undefined);
  const written = buildTorrentFile(metadata, { trackers: [], mirrors: [] });
  expect(await parseTorrentFile(written, metadata.infoHash)).toEqual(metadata);
});

import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/bytes';
import { sha1 } from '../../src/base/sha1';
import { parseInfo, parseTorrentFile } from '../../src/release/parse-torrent';
import { infoWith, torrentWith } from './bencode-text';
import { bytesOf } from './bytes-of';
import { codeOf } from './code-of';
import { refusedToo, takenForTheirInfoOnly, takenWithWhatIsInTheirInfo } from './hostile-torrents';
import { refusedByLibtorrent } from './refused-by-libtorrent';

const plain = { name: 'a.iso', length: 5, pieceLength: 16_384 };

function parse(torrent: string): ReturnType<typeof parseTorrentFile> {
  return parseTorrentFile(bytesOf(torrent), undefined);
}

describe.each([
  ['of the kinds that libtorrent refuses', refusedByLibtorrent, 42],
  ['of other kinds', refusedToo, 30],
])('torrents %s', (_, table, atLeast) => {
  it(`are ${atLeast} or more, no two of them the same`, () => {
    expect(table.length).toBeGreaterThanOrEqual(atLeast);
    expect(new Set(table.map(([, torrent]) => torrent)).size).toBe(table.length);
  });

  it.each(table)('%s', async (_kind, torrent, code) => {
    expect(await codeOf(() => parse(torrent))).toBe(code);
  });

  // The way of what peers send, and what a link carries: the info alone, with the info hash it has.
  it.each(table.filter(([, torrent]) => infoOf(torrent) !== undefined))(
    '%s, without the .torrent around it',
    async (_kind, torrent, code) => {
      const info = bytesOf(infoOf(torrent) ?? '');
      const infoHash = toHex(await sha1(info));
      expect(await codeOf(() => parseInfo(info, infoHash))).toBe(code);
    },
  );
});

describe('torrents with more than is taken', () => {
  it.each(takenForTheirInfoOnly)('%s', async (_, torrent) => {
    expect(await parse(torrent)).toEqual(await parse(torrentWith({})));
  });

  it.each(takenWithWhatIsInTheirInfo)('%s', async (_, torrent) => {
    const metadata = await parse(torrent);
    expect(metadata).toMatchObject(plain);
    expect(Object.keys(metadata).sort()).toEqual(Object.keys(await parse(torrentWith({}))).sort());
    expect(metadata.infoHash).toBe(toHex(await sha1(bytesOf(infoOf(torrent) ?? ''))));
  });
});

it('the good torrent in all of them is good', async () => {
  expect(await parse(torrentWith({}))).toMatchObject(plain);
  expect(infoOf(torrentWith({}))).toBe(infoWith());
});

/** The info of a torrent of this test's tables that has nothing behind its info. */
function infoOf(torrent: string): string | undefined {
  return /^d8:announce22:wss:\/\/tracker\.example\/4:info(.*)e$/s.exec(torrent)?.[1];
}

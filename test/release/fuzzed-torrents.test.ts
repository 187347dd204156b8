import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { concatBytes, toHex } from '../../src/base/bytes';
import { sha1 } from '../../src/base/sha1';
import { parseInfo, parseTorrentFile } from '../../src/release/parse-torrent';
import type { TorrentMetadata } from '../../src/release/torrent-metadata';
import { infoWith, int, list, text, torrentWith } from './bencode-text';
import { bytesOf } from './bytes-of';
import { codeOf } from './code-of';

type Bytes = Uint8Array<ArrayBuffer>;

const fixture = new URL(
  '../../node_modules/webtorrent-fixtures/fixtures/alice.torrent',
  import.meta.url,
);
const torrents = [new Uint8Array(readFileSync(fixture)), bytesOf(torrentWith({}))];
const infos = [bytesOf(infoWith()), bytesOf(infoWith({ private: int(1), x: list(text('y')) }))];

const bytes = (maxLength: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ maxLength }).map((array) => array.slice());
const token = fc
  .constantFrom('i', 'l', 'd', 'e', ':', '-', '0', 'i-0e', 'le', 'de', '9:', '5:files', '4:infod')
  .map(bytesOf);

/** Some of `originals` with a part of it replaced by something else, up to four times. */
function damaged(originals: readonly Bytes[]): fc.Arbitrary<Bytes> {
  const splice = fc.record({
    at: fc.nat(),
    /** As many as are inserted, unless it is given. */
    remove: fc.option(fc.nat(12), { nil: undefined }),
    insert: fc.oneof(bytes(4), token),
  });
  const splices = fc.array(splice, { minLength: 1, maxLength: 4 });
  return fc.tuple(fc.constantFrom(...originals), splices).map(([original, changes]) =>
    changes.reduce((now, { at, insert, remove = insert.length }) => {
      const start = at % (now.length + 1);
      return concatBytes([now.subarray(0, start), insert, now.subarray(start + remove)]);
    }, original),
  );
}

/** A well-formed info dictionary in which anything may stand for anything. */
const odd = fc.oneof(
  fc.maxSafeInteger().map((number) => int(BigInt(number))),
  bytes(60).map((value) => text(String.fromCharCode(...value))),
  fc.constantFrom('le', 'de', int(0), int(16_384), int(-1), text('p'.repeat(20))),
);
const oddInfo = fc
  .dictionary(
    fc.constantFrom(
      'length',
      'name',
      'piece length',
      'pieces',
      'files',
      'meta version',
      'file tree',
    ),
    odd,
    { maxKeys: 4, noNullPrototype: true },
  )
  .map((parts) => bytesOf(infoWith(parts)));

/** What must hold of whatever is taken. */
async function expectSound(metadata: TorrentMetadata): Promise<void> {
  expect(toHex(await sha1(metadata.infoBytes))).toBe(metadata.infoHash);
  expect(Number.isSafeInteger(metadata.length) && metadata.length > 0).toBe(true);
  expect(metadata.pieceHashes).toHaveLength(20 * Math.ceil(metadata.length / metadata.pieceLength));
  expect(await parseInfo(metadata.infoBytes, metadata.infoHash)).toEqual(metadata);
}

it('a .torrent of any bytes is taken whole or ends in a problem', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes(80), damaged(torrents)), async (torrent) => {
      const attempt = () => parseTorrentFile(torrent, undefined);
      // `codeOf` passes on whatever is no `Problem`.
      if ((await codeOf(attempt)) !== 'accepted') return;
      taken++;
      await expectSound(await attempt());
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(20);
});

it('an info dictionary of any bytes, with their own hash, is taken whole or ends in a problem', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes(80), damaged(infos), oddInfo), async (info) => {
      const infoHash = toHex(await sha1(info));
      if ((await codeOf(() => parseInfo(info, infoHash))) !== 'accepted') return;
      taken++;
      await expectSound(await parseInfo(info, infoHash));
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(20);
});

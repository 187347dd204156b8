import { describe, expect, it } from 'vitest';
import { concatBytes, toHex } from '../../src/base/bytes';
import { sha1 } from '../../src/base/sha1';
import { openPieceDatabase, type RecordKind } from '../../src/pieces/piece-records.browser';
import { StoredArrival } from '../../src/receive/stored-arrival.browser';
import { buildInfo } from '../../src/release/build-torrent';
import { openGate } from '../../src/swarm/limits/download-gate.browser';
import type { TorrentMetadata } from '../../src/release/torrent-metadata';

const pieceLength = 16_384;
const length = 5 * pieceLength + 1;
const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) ^ (i >> 8));
const pieces = Array.from({ length: 6 }, (_, index) =>
  bytes.slice(index * pieceLength, (index + 1) * pieceLength),
);

async function metadata(): Promise<TorrentMetadata> {
  const pieceHashes = concatBytes(await Promise.all(pieces.map(sha1)));
  return buildInfo({ name: 'é.bin', length, pieceLength, pieceHashes });
}

async function sha256(content: BufferSource): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', content)));
}

/** What an earlier session stored as `before`, fetched in one that stores `now`. */
async function fetchStored(before: RecordKind, now: RecordKind) {
  const name = `test-${crypto.randomUUID()}`;
  const known = await metadata();
  const earlier = openPieceDatabase(name, before)(known.infoHash);
  earlier.expect(pieces.length);
  await Promise.all(pieces.map((piece, index) => earlier.write(index, piece)));
  const records = openPieceDatabase(name, now)(known.infoHash);
  const arrival = new StoredArrival(
    {
      pieces: records,
      engine: () => Promise.reject(new Error('nobody is contacted')),
      downloadGate: openGate,
      regulate: () => () => undefined,
      algorithms: () => ['sha256'],
      onStorageFailed: () => undefined,
      signal: new AbortController().signal,
    },
    known,
  );
  return { records, arrival };
}

describe.each<[RecordKind, RecordKind]>([
  ['blobs', 'blobs'],
  ['bytes', 'bytes'],
  ['blobs', 'bytes'],
  ['bytes', 'blobs'],
])('StoredArrival of %s in a session of %s', (before, now) => {
  it('offers the bytes that it hashed, after every record was cleared', async () => {
    const { records, arrival } = await fetchStored(before, now);
    const hashed = await arrival.fetch();
    expect(hashed?.digests.sha256).toBe(await sha256(bytes));
    expect(arrival.hashedBytes).toBe(length);
    const others = pieces.map(({ length }, at) => records.write(at, new Uint8Array(length)));
    await Promise.all(others);
    await records.clear();
    expect(hashed?.size).toBe(length);
    expect(await sha256((await hashed?.blob.arrayBuffer()) ?? new ArrayBuffer())).toBe(
      await sha256(bytes),
    );
  });

  it.each([0, 3, 5])('finds that piece %i is another', async (bad) => {
    const { records, arrival } = await fetchStored(before, now);
    const piece = pieces[bad]?.slice() ?? new Uint8Array();
    piece[0] = (piece[0] ?? 0) ^ 1;
    await records.write(bad, piece);
    expect(await arrival.fetch()).toBeUndefined();
  });

  it.each([0, 5])('finds that piece %i is gone', async (bad) => {
    const { records, arrival } = await fetchStored(before, now);
    await records.drop(bad);
    expect(await arrival.fetch()).toBeUndefined();
  });

  it('finds that a piece is too short', async () => {
    const { records, arrival } = await fetchStored(before, now);
    await records.write(2, Uint8Array.of(1));
    expect(await arrival.fetch()).toBeUndefined();
  });
});

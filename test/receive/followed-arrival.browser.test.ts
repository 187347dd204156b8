import { beforeEach, describe, expect, it } from 'vitest';
import { concatBytes, toHex } from '../../src/base/bytes';
import { sha1 } from '../../src/base/sha1';
import { openPieceDatabase, type PieceRecords } from '../../src/pieces/piece-records.browser';
import { FollowedArrival } from '../../src/receive/followed-arrival.browser';
import { SharedCheck } from '../../src/receive/shared-check.browser';
import type { FileShape, OwnerReport } from '../../src/receive/tab-message';
import { buildInfo } from '../../src/release/build-torrent';
import type { TorrentMetadata } from '../../src/release/torrent-metadata';
import { noTransfer } from '../../src/swarm/transfer';

const pieceLength = 16_384;
const length = 5 * pieceLength + 1;
const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) ^ (i >> 8));
const pieces = Array.from({ length: 6 }, (_, index) =>
  bytes.slice(index * pieceLength, (index + 1) * pieceLength),
);

let metadata: TorrentMetadata;
/** One database, as the tab that writes and the tab that follows see it. */
let written: PieceRecords;
let followed: PieceRecords;
let doubts: number[];
let end: AbortController;
let check: SharedCheck;

beforeEach(async () => {
  const pieceHashes = concatBytes(await Promise.all(pieces.map(sha1)));
  metadata = await buildInfo({ name: 'é.bin', length, pieceLength, pieceHashes });
  const name = `test-${crypto.randomUUID()}`;
  written = openPieceDatabase(name)(metadata.infoHash);
  followed = openPieceDatabase(name)(metadata.infoHash);
  doubts = [];
  end = new AbortController();
  check = new SharedCheck({ pieces: followed, algorithms: () => ['sha256'], signal: end.signal });
});

function follow(known: TorrentMetadata | undefined): FollowedArrival {
  return new FollowedArrival({
    pieces: followed,
    check,
    metadata: known,
    size: known?.length,
    onDoubt: (index) => doubts.push(index),
    signal: end.signal,
  });
}

function report(haveBytes: number, file?: FileShape): OwnerReport {
  const transfer = { ...noTransfer, haveBytes, size: length, downloadSpeed: 7 };
  return { transfer, stopped: undefined, obstacle: undefined, file };
}

async function store(...indices: readonly number[]): Promise<void> {
  const writes = indices.map((index) => written.write(index, pieces[index] ?? new Uint8Array()));
  await Promise.all(writes);
}

async function sha256(): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

describe('FollowedArrival', () => {
  it('hashes what another tab stores, as it comes, and shows what that tab says', async () => {
    await store(0);
    const arrival = follow(metadata);
    const hashed = arrival.fetch();
    await expect.poll(() => arrival.hashedBytes).toBe(pieceLength);
    await store(2, 1);
    arrival.hear(report(3 * pieceLength));
    await expect.poll(() => arrival.hashedBytes).toBe(3 * pieceLength);
    expect(arrival.transfer).toMatchObject({ haveBytes: 3 * pieceLength, downloadSpeed: 7 });
    await store(3, 4, 5);
    arrival.hear(report(length));
    expect((await hashed).digests.sha256).toBe(await sha256());
    expect(doubts).toEqual([]);
  });

  it('counts only what is stored, whatever the other tab says', async () => {
    const arrival = follow(metadata);
    arrival.fetch().catch(() => undefined);
    arrival.hear(report(length));
    await store(1);
    arrival.hear(report(length));
    await expect.poll(() => arrival.transfer.haveBytes).toBe(pieceLength);
    expect(arrival.hashedBytes).toBe(0);
    end.abort();
  });

  it('doubts a piece that does not fit, until it does', async () => {
    const first = store(0);
    const damaged = written.write(1, new Uint8Array(pieceLength));
    await Promise.all([first, damaged, store(2, 3, 4, 5)]);
    const arrival = follow(metadata);
    const hashed = arrival.fetch();
    await expect.poll(() => doubts).toEqual([1]);
    await written.drop(1);
    arrival.hear(report(length - pieceLength));
    await expect.poll(() => arrival.transfer.haveBytes).toBe(length - pieceLength);
    await store(1);
    arrival.hear(report(length));
    expect((await hashed).digests.sha256).toBe(await sha256());
  });

  it('goes on when the metadata comes', async () => {
    await store(0, 1, 2, 3, 4, 5);
    const arrival = follow(undefined);
    const hashed = arrival.fetch();
    arrival.hear(report(length));
    expect(arrival.lacksMetadata).toBe(true);
    arrival.learn(metadata);
    expect((await hashed).digests.sha256).toBe(await sha256());
  });

  it('hashes without piece hashes where there are none', async () => {
    await store(0, 1, 2, 3, 4, 5);
    const arrival = follow(undefined);
    const hashed = arrival.fetch();
    arrival.hear(report(length, { length, pieceLength }));
    expect((await hashed).digests.sha256).toBe(await sha256());
  });

  it('hands its check on: what was hashed is not hashed again', async () => {
    await store(0, 1, 2);
    const arrival = follow(metadata);
    arrival.fetch().catch(() => undefined);
    await expect.poll(() => arrival.hashedBytes).toBe(3 * pieceLength);
    await written.clear();
    await store(3, 4, 5);
    const lost: number[] = [];
    await followed.held();
    const taken = check.open(metadata, metadata, (index) => lost.push(index));
    for (const index of [3, 4, 5]) taken.offer(index);
    expect((await taken.done).digests.sha256).toBe(await sha256());
    expect(lost).toEqual([]);
  });

  it.each([undefined, new Error('left')])('ends with its signal: %j', async (reason) => {
    const hashed = follow(metadata).fetch();
    end.abort(reason);
    await expect(hashed).rejects.toThrow();
  });
});

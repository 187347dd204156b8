import { createHash } from 'node:crypto';
import { vi } from 'vitest';
import type { TorrentMetadata } from '../../../src/release/torrent-metadata';
import { openGate } from '../../../src/swarm/limits/download-gate.browser';
import type { Crowd } from '../../../src/swarm/mirrors/crowd-watch';
import {
  type Judgement,
  MirrorReader,
  type MirrorReaderOptions,
} from '../../../src/swarm/mirrors/mirror-reader.browser';
import { RequestBook } from '../../../src/swarm/requests/request-book';
import { makeBytes } from '../../support/make-file';
import type { Mirror } from '../../support/mirror-server';

export const fileName = 'späß.bin';

/** A file and its torrent, made of random bytes. */
export function makeTorrent(length: number, pieceLength: number, seed = 'mirrored') {
  const bytes = makeBytes(length, seed);
  const hashes = Array.from({ length: Math.ceil(length / pieceLength) }, (_, index) =>
    sha1(bytes.subarray(index * pieceLength, (index + 1) * pieceLength)),
  );
  const metadata: TorrentMetadata = {
    infoHash: '0'.repeat(40),
    infoBytes: new Uint8Array(),
    name: fileName,
    length,
    pieceLength,
    pieceHashes: new Uint8Array(Buffer.concat(hashes)),
  };
  return { bytes, metadata, pieces: hashes.length };
}

function sha1(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}

/** A page that reads `torrent` from mirrors. What arrives is judged as the swarm judges it. */
export class ReadingPage {
  readonly stored = new Map<number, Uint8Array>();
  readonly wrong: number[] = [];
  readonly leave = new AbortController();
  readonly book: RequestBook;
  readonly readers: MirrorReader[] = [];
  /** Every piece that was delivered waits for this before it is judged. */
  judging: (index: number) => Promise<void> = () => Promise.resolve();
  /** Every piece that is right waits for this before it is stored. */
  storing: (index: number) => Promise<void> = () => Promise.resolve();
  receivedBytes = 0;
  crowd: Crowd = { ownId: 'me', peerIds: [], peersSpeed: 0, expectsPeers: false };

  constructor(
    private readonly torrent: ReturnType<typeof makeTorrent>,
    held: readonly number[] = [],
  ) {
    this.book = new RequestBook({
      ...torrent.metadata,
      held,
      speedOf: (id) => this.readers.find(({ report }) => report.url === id)?.speed ?? 0,
      random: Math.random,
    });
  }

  read(mirror: Mirror, options: Partial<MirrorReaderOptions> = {}): MirrorReader {
    const url = mirror.url(fileName);
    const reader = new MirrorReader({
      id: url,
      url,
      metadata: this.torrent.metadata,
      book: this.book,
      crowd: () => ({ ...this.crowd, mirrorsSpeed: this.#mirrorsSpeed() }),
      deliver: (id, index, bytes) => this.#deliver(id, index, bytes),
      onBytes: (bytes) => (this.receivedBytes += bytes),
      gate: openGate,
      signal: this.leave.signal,
      ...options,
    });
    this.readers.push(reader);
    return reader;
  }

  get isWhole(): boolean {
    return this.book.holdings.here.isAll;
  }

  /** Bytes that arrived and are neither here nor called wasted. */
  get unaccountedBytes(): number {
    const stored = [...this.stored.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    return this.receivedBytes - stored - this.book.trust.wastedBytes;
  }

  /** Resolves when the whole file is here, byte for byte. */
  async untilWhole(timeoutMs: number): Promise<void> {
    await vi.waitUntil(() => this.isWhole, { timeout: timeoutMs, interval: 20 });
    const parts = [...this.stored].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
    if (!Buffer.concat(parts).equals(this.torrent.bytes)) throw new Error('It is another file.');
  }

  #mirrorsSpeed(): number {
    return this.readers.reduce((sum, { speed }) => sum + speed, 0);
  }

  async #deliver(id: string, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<Judgement> {
    if (!this.book.receivedWhole(id, index).isWanted) return 'unwanted';
    await this.judging(index);
    const expected = this.torrent.metadata.pieceHashes.subarray(20 * index, 20 * index + 20);
    if (sha1(bytes).equals(expected)) return { stored: this.#store(index, bytes) };
    this.wrong.push(index);
    this.book.fails(index, []);
    return 'wrong';
  }

  async #store(index: number, bytes: Uint8Array): Promise<void> {
    await this.storing(index);
    this.stored.set(index, bytes);
    this.book.fits(index);
  }
}

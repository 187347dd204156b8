import { concatBytes } from '../../src/base/bytes';
import { sha1 } from '../../src/base/sha1';
import { buildInfo } from '../../src/release/build-torrent';
import type { TorrentMetadata } from '../../src/release/torrent-metadata';
import type { Engine } from '../../src/swarm/engine.browser';
import { Swarm, type SwarmOptions } from '../../src/swarm/swarm.browser';

const pieceLength = 16_384;

/** Metadata of a file of zeroes in `pieces` pieces, with an info hash that no other test has. */
export async function makeMetadata(pieces: number): Promise<TorrentMetadata> {
  const hash = await sha1(new Uint8Array(pieceLength));
  return buildInfo({
    name: `${crypto.randomUUID()}.bin`,
    length: pieces * pieceLength,
    pieceLength,
    pieceHashes: concatBytes(Array.from({ length: pieces }, () => hash)),
  });
}

/** A store of zeroes. */
const store = {
  get: (_index: number, options: { length?: number } | null, done: Done) =>
    queueMicrotask(() => done(null, new Uint8Array(options?.length ?? pieceLength))),
  put: (_index: number, _bytes: Uint8Array, done: Done) => queueMicrotask(() => done(null)),
  close: (done: Done) => queueMicrotask(() => done(null)),
};
type Done = (error: Error | null, bytes?: Uint8Array) => void;

/** Joins a release of which nothing is here. */
export function join(
  engine: Engine,
  metadata: TorrentMetadata,
  options: Partial<SwarmOptions> = {},
): Swarm {
  return new Swarm(engine, {
    infoHash: metadata.infoHash,
    metadata,
    trackers: [],
    mirrors: [],
    open: () => ({ store, held: [] }),
    onPiece: () => undefined,
    onFailed: () => undefined,
    ...options,
  });
}

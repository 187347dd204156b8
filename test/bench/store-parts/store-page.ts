import { seededRandom } from '../../support/random';
import type { StoreBench, StoreFile, StoreName } from './store-contract';
import { type Store, stores } from './stores';

/** Runs in a page, driven by `measure-store.ts`. */

/** Bytes that may wait to be stored, and at least so many pieces: who receives does not wait for storage. */
const puttingBytes = 8 * 2 ** 20;
const puttingPieces = 2;
/** Pieces that peers wait for at a time. */
const getting = 16;

let fresh: () => Store;
let bytes = new Uint8Array(0);
let file: StoreFile;

function pieceAt(index: number): Uint8Array<ArrayBuffer> {
  // A copy, as every piece that arrives is on its own.
  return bytes.slice(index * file.pieceLength, (index + 1) * file.pieceLength);
}

function fill(length: number): void {
  bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536)
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
}

function shuffled(seed: number): number[] {
  const random = seededRandom(seed);
  const order = Array.from({ length: Math.ceil(file.length / file.pieceLength) }, (_, at) => at);
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}

/** Ms until `work` was done with all of them, so many at a time. */
async function timed(
  order: readonly number[],
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  const left = order.values();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const index of left) await work(index);
    }),
  );
  return performance.now() - startedAt;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && [0, a.length >> 1, a.length - 1].every((at) => a[at] === b[at]);
}

globalThis.storeBench = {
  open: (name: StoreName, opened: StoreFile) => {
    file = opened;
    fresh = () => stores[name](file);
    fill(file.length);
  },
  put: () => {
    const store = fresh();
    const atOnce = Math.max(puttingPieces, Math.floor(puttingBytes / file.pieceLength));
    return timed(shuffled(1), atOnce, (index) => store.put(index, pieceAt(index)));
  },
  get: () => {
    const store = fresh();
    return timed(shuffled(2), getting, async (index) => {
      const got = await store.get(index);
      if (!isSame(got, pieceAt(index))) throw new Error(`Piece ${index} is another.`);
    });
  },
} satisfies StoreBench;

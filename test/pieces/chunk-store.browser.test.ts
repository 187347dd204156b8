import suite from 'abstract-chunk-store/tests/index.js';
import { Buffer } from 'buffer';
import { describe, expect, it, vi } from 'vitest';
import { equalBytes } from '../../src/base/bytes';
import { Problem } from '../../src/base/problem';
import { ChunkStore, type ChunkStoreOptions } from '../../src/pieces/chunk-store.browser';
import { filePieces } from '../../src/pieces/file-pieces.browser';
import {
  openPieceDatabase,
  type PieceRecords,
  type RecordKind,
} from '../../src/pieces/piece-records.browser';

const kinds: readonly RecordKind[] = ['blobs', 'bytes'];

/** A place for pieces that no other test has. */
function newRecords(kind?: RecordKind): PieceRecords {
  return openPieceDatabase(`test-${crypto.randomUUID()}`, kind)('0'.repeat(40));
}

/** The part of tape's assertions that the suite uses. */
function tapeTest(name: string, body: (t: object) => void): void {
  it(name, async () => {
    await new Promise<void>((resolve, reject) => {
      const attempt =
        <Args extends unknown[]>(assert: (...args: Args) => void) =>
        (...args: Args): void => {
          try {
            assert(...args);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
      body({
        error: attempt((error: unknown) => expect(error ?? null).toBeNull()),
        ok: attempt((value: unknown) => expect(value).toBeTruthy()),
        equal: attempt((a: unknown, b: unknown) => expect(a).toBe(b)),
        // The suite compares Buffers with whatever a store gives.
        deepEqual: attempt((a: Uint8Array, b: Uint8Array) => expect([...a]).toEqual([...b])),
        end: resolve,
      });
    });
  });
}

describe.each(kinds)('ChunkStore over %s, by the suite of abstract-chunk-store', (kind) => {
  Object.assign(globalThis, { Buffer });
  suite(
    tapeTest,
    class extends ChunkStore {
      constructor(chunkLength: number) {
        super(chunkLength, newRecords(kind));
      }
    },
  );
});

function put(store: ChunkStore, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  return new Promise((resolve, reject) =>
    store.put(index, bytes, (error) => (error ? reject(error) : resolve())),
  );
}

function range(
  store: ChunkStore,
  index: number,
  wanted: { readonly offset?: number; readonly length?: number },
): Promise<Uint8Array> {
  return new Promise((resolve, reject) =>
    store.get(index, wanted, (error, bytes) => (bytes ? resolve(bytes) : reject(error ?? Error()))),
  );
}

function get(store: ChunkStore, index: number): Promise<number[]> {
  return new Promise((resolve, reject) =>
    store.get(index, null, (error, bytes) =>
      bytes ? resolve([...bytes]) : reject(error ?? Error()),
    ),
  );
}

describe.each(kinds)('ChunkStore over %s', (kind) => {
  it('takes a shorter last piece when it knows the length of the file', async () => {
    const store = new ChunkStore(4, newRecords(kind), { fileLength: 6 });
    await put(store, 1, Uint8Array.of(5, 6));
    expect(await get(store, 1)).toEqual([5, 6]);
    await expect(put(store, 1, Uint8Array.of(1, 2, 3, 4))).rejects.toThrow('piece 1');
  });

  it('tells which pieces are held, and forgets dropped ones', async () => {
    const records = newRecords(kind);
    const store = new ChunkStore(1, records);
    expect(await records.held()).toEqual([]);
    for (const index of [10, 2, 0]) await put(store, index, Uint8Array.of(index));
    expect(await records.held()).toEqual([0, 2, 10]);
    await records.drop(2);
    expect(await records.held()).toEqual([0, 10]);
    await records.clear();
    expect(await records.held()).toEqual([]);
  });

  it('keeps the pieces of two releases apart', async () => {
    const database = openPieceDatabase(`test-${crypto.randomUUID()}`, kind);
    const [a, b] = [database('a'.repeat(40)), database('b'.repeat(40))];
    await a.write(0, Uint8Array.of(1));
    await b.write(0, Uint8Array.of(2));
    await a.clear();
    expect(await b.held()).toEqual([0]);
    expect(await get(new ChunkStore(1, b), 0)).toEqual([2]);
  });

  it('reads a piece of many segments, block by block, all at once', async () => {
    const chunkLength = 2 ** 20;
    const bytes = Uint8Array.from({ length: chunkLength }, (_, i) => (i * 31) ^ (i >> 9));
    const store = new ChunkStore(chunkLength, newRecords(kind));
    await put(store, 0, bytes);
    const blocks = Array.from({ length: 64 }, (_, block) =>
      range(store, 0, { offset: block * 16_384, length: 16_384 }),
    );
    const got = new Uint8Array(
      await new Blob((await Promise.all(blocks)) as BlobPart[]).arrayBuffer(),
    );
    expect(equalBytes(got, bytes)).toBe(true);
  });

  it('reads anew what was dropped and stored again', async () => {
    const store = new ChunkStore(1, newRecords(kind));
    for (const byte of [1, 2, 3]) {
      await put(store, 0, Uint8Array.of(byte));
      expect(await get(store, 0)).toEqual([byte]);
    }
  });
});

describe('ChunkStore', () => {
  it('has one record of plain bytes in memory at a time, whoever asks', async () => {
    let reading = 0;
    let most = 0;
    const read = async (): Promise<Blob> => {
      most = Math.max(most, ++reading);
      await new Promise((resolve) => setTimeout(resolve));
      reading--;
      return new Blob(['abcd']);
    };
    const keepsBlobs = () => Promise.resolve(false);
    const store = new ChunkStore(4, { read, keepsBlobs });
    const all = await Promise.all(Array.from({ length: 40 }, (_, index) => get(store, index)));
    expect(all).toHaveLength(40);
    expect(most).toBe(1);
  });

  it('goes on reading records of plain bytes after one that can’t be read', async () => {
    const read = (index: number) =>
      index === 0 ? Promise.reject(new Error('gone')) : Promise.resolve(new Blob(['abcd']));
    const store = new ChunkStore(4, { read, keepsBlobs: () => Promise.resolve(false) });
    const [bad, good] = await Promise.allSettled([get(store, 0), get(store, 1)]);
    expect(bad.status).toBe('rejected');
    expect(good.status).toBe('fulfilled');
  });

  it('holds back a failed write until it is tried again', async () => {
    const records = newRecords();
    let full = true;
    const failures: Problem[] = [];
    const retries: (() => void)[] = [];
    const options: ChunkStoreOptions = {
      onWriteFailed: (problem, retry) => {
        failures.push(problem);
        retries.push(retry);
      },
    };
    const write: PieceRecords['write'] = (index, bytes) =>
      full ? Promise.reject(new Problem('pieces/full')) : records.write(index, bytes);
    const pieces = { read: (index: number) => records.read(index), write };
    const store = new ChunkStore(1, pieces, options);
    const written = put(store, 0, Uint8Array.of(7));
    await expect.poll(() => failures.map((problem) => problem.code)).toEqual(['pieces/full']);
    full = false;
    for (const retry of retries) retry();
    await written;
    expect(await get(store, 0)).toEqual([7]);
  });

  it('reads the pieces of a file and refuses to write to it', async () => {
    const store = new ChunkStore(4, filePieces(new Blob(['abcdef']), 4), { fileLength: 6 });
    expect(await get(store, 0)).toEqual([...new TextEncoder().encode('abcd')]);
    expect(await get(store, 1)).toEqual([...new TextEncoder().encode('ef')]);
    await expect(put(store, 1, Uint8Array.of(1, 2))).rejects.toMatchObject({
      code: 'pieces/write-failed',
    });
  });

  it('reads blocks that lie in several segments, and a short last piece', async () => {
    const chunkLength = 2 ** 20;
    const bytes = Uint8Array.from({ length: chunkLength + 300_001 }, (_, i) => (i * 31) ^ (i >> 9));
    const pieces = filePieces(new Blob([bytes]), chunkLength);
    const store = new ChunkStore(chunkLength, pieces, { fileLength: bytes.length });
    for (const [index, offset, length] of [
      [0, 0, chunkLength],
      [0, 2 ** 18 - 1, 2],
      [0, chunkLength - 16_384, 16_384],
      [1, 2 ** 18 - 100, 200],
      [1, 0, 300_001],
      [1, 300_000, 1],
    ] as const) {
      const got = await range(store, index, { offset, length });
      const start = index * chunkLength + offset;
      expect(equalBytes(got, bytes.subarray(start, start + length))).toBe(true);
      // A view would keep more in memory than was asked for.
      expect(got.buffer.byteLength).toBe(length);
    }
  });

  it.each<[string, number, { offset?: number; length?: number }]>([
    ['past the end', 2, {}],
    ['far past the end', 2 ** 32 - 1, { offset: 0, length: 1 }],
    ['a negative index', -1, {}],
    ['a fractional index', 0.5, {}],
    ['no index', NaN, {}],
    ['a negative offset', 0, { offset: -1, length: 2 }],
    ['a fractional offset', 0, { offset: 0.5, length: 1 }],
    ['an empty range', 0, { offset: 0, length: 0 }],
    ['a range from the end', 0, { offset: 4 }],
    ['a range over the end', 0, { offset: 1, length: 4 }],
    ['a range over the end of the last piece', 1, { offset: 0, length: 3 }],
    ['an endless range', 0, { offset: 0, length: Infinity }],
  ])('refuses %s without a read and without a report', async (_what, index, wanted) => {
    const read = vi.fn(() => Promise.resolve(new Blob(['abcd'])));
    const onReadFailed = vi.fn();
    const store = new ChunkStore(4, { read }, { fileLength: 6, onReadFailed });
    await expect(range(store, index, wanted)).rejects.toThrow(`piece ${index} has no bytes`);
    expect(read).not.toHaveBeenCalled();
    expect(onReadFailed).not.toHaveBeenCalled();
  });

  it.each([-1, 0.5, 2])('stores nothing as piece %d of two', async (index) => {
    const store = new ChunkStore(4, newRecords(), { fileLength: 6 });
    for (const size of [0, 2, 4])
      await expect(put(store, index, new Uint8Array(size))).rejects.toThrow(`piece ${index}`);
  });

  it('reports a stored piece of another size, and gives nothing of it', async () => {
    const onReadFailed = vi.fn();
    const read = () => Promise.resolve(new Blob(['abc']));
    const store = new ChunkStore(4, { read }, { fileLength: 6, onReadFailed });
    const failed = { code: 'pieces/read-failed' };
    await expect(range(store, 0, { offset: 0, length: 1 })).rejects.toMatchObject(failed);
    expect(onReadFailed.mock.calls).toMatchObject([[failed]]);
  });

  it('has no more than 16 MiB in memory for 1,000 blocks of 1,000 pieces', async () => {
    const chunkLength = 2 ** 20;
    let inMemory = 0;
    let most = 0;
    const segment = (size: number): Blob => {
      most = Math.max(most, (inMemory += size));
      const arrayBuffer = async (): Promise<ArrayBuffer> => {
        await new Promise((resolve) => setTimeout(resolve));
        inMemory -= size;
        return new ArrayBuffer(size);
      };
      return Object.assign(new Blob([]), { arrayBuffer });
    };
    const blob = Object.assign(new Blob([new Uint8Array(chunkLength)]), {
      slice: (from: number, to: number) => segment(to - from),
    });
    const read = () => Promise.resolve(blob);
    const store = new ChunkStore(chunkLength, { read }, { fileLength: 1_000 * chunkLength });
    const blocks = Array.from({ length: 1_000 }, (_, index) =>
      range(store, index, { offset: 16_384, length: 16_384 }),
    );
    for (const block of await Promise.all(blocks)) expect(block).toHaveLength(16_384);
    expect(most).toBeLessThanOrEqual(16 * 2 ** 20);
    expect(most).toBeGreaterThan(2 ** 20);
  });
});

import suite from 'abstract-chunk-store/tests/index.js';
import { Buffer } from 'buffer';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { ChunkStore, type ChunkStoreOptions } from '../../src/pieces/chunk-store.browser';
import { filePieces } from '../../src/pieces/file-pieces.browser';
import { openPieceDatabase, type PieceRecords } from '../../src/pieces/piece-records.browser';

/** A place for pieces that no other test has. */
function newRecords(): PieceRecords {
  return openPieceDatabase(`test-${crypto.randomUUID()}`)('0'.repeat(40));
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

describe('ChunkStore, by the suite of abstract-chunk-store', () => {
  Object.assign(globalThis, { Buffer });
  suite(
    tapeTest,
    class extends ChunkStore {
      constructor(chunkLength: number) {
        super(chunkLength, newRecords());
      }
    },
  );
});

function put(store: ChunkStore, index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  return new Promise((resolve, reject) =>
    store.put(index, bytes, (error) => (error ? reject(error) : resolve())),
  );
}

function get(store: ChunkStore, index: number): Promise<number[]> {
  return new Promise((resolve, reject) =>
    store.get(index, null, (error, bytes) =>
      bytes ? resolve([...bytes]) : reject(error ?? Error()),
    ),
  );
}

describe('ChunkStore', () => {
  it('takes a shorter last piece when it knows the length of the file', async () => {
    const store = new ChunkStore(4, newRecords(), { fileLength: 6 });
    await put(store, 1, Uint8Array.of(5, 6));
    expect(await get(store, 1)).toEqual([5, 6]);
    await expect(put(store, 1, Uint8Array.of(1, 2, 3, 4))).rejects.toThrow('piece 1');
  });

  it('tells which pieces are held, and forgets dropped ones', async () => {
    const records = newRecords();
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
    const database = openPieceDatabase(`test-${crypto.randomUUID()}`);
    const [a, b] = [database('a'.repeat(40)), database('b'.repeat(40))];
    await a.write(0, Uint8Array.of(1));
    await b.write(0, Uint8Array.of(2));
    await a.clear();
    expect(await b.held()).toEqual([0]);
    expect(await get(new ChunkStore(1, b), 0)).toEqual([2]);
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
    const store = new ChunkStore(1, { ...records, write }, options);
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
});

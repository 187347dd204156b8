import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPieceDatabase, type PieceRecords } from '../../src/pieces/piece-records.browser';
import { StoredRecords } from './stored-records';

const operations: [string, string, (records: PieceRecords) => Promise<unknown>][] = [
  ['read', 'pieces/read-failed', (records) => records.read(0)],
  ['write', 'pieces/write-failed', (records) => records.write(0, Uint8Array.of(1))],
  ['held', 'pieces/read-failed', (records) => records.held()],
  ['drop', 'pieces/write-failed', (records) => records.drop(0)],
  ['clear', 'pieces/write-failed', (records) => records.clear()],
];

const newRecords = (name = `test-${crypto.randomUUID()}`): PieceRecords =>
  openPieceDatabase(name)('0'.repeat(40));

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(operations)('%s', (_name, failedCode, run) => {
  it('says that storage is not available when opening it throws', async () => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    await expect(run(newRecords())).rejects.toMatchObject({
      code: 'pieces/unavailable',
      detail: 'SecurityError: no',
    });
  });

  it('says that storage is not available when what is there can’t be used', async () => {
    const name = `test-${crypto.randomUUID()}`;
    await new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 3);
      request.onsuccess = () => {
        request.result.close();
        resolve(undefined);
      };
      request.onerror = () => reject(request.error ?? new Error());
    });
    await expect(run(newRecords(name))).rejects.toMatchObject({ code: 'pieces/unavailable' });
  });

  it.each([
    ['UnknownError', failedCode, undefined],
    ['UnknownError', failedCode, 'blobs'],
    ['UnknownError', failedCode, 'bytes'],
    ['QuotaExceededError', 'pieces/full', undefined],
    ['QuotaExceededError', 'pieces/full', 'blobs'],
    ['QuotaExceededError', 'pieces/full', 'bytes'],
  ] as const)('puts the code on a failure: %s is %s with %s', async (name, code, kind) => {
    const database = `test-${crypto.randomUUID()}`;
    await newRecords(database).write(0, Uint8Array.of(1));
    const records = openPieceDatabase(database, kind)('0'.repeat(40));
    await records.held();
    for (const method of ['get', 'put', 'delete', 'getAllKeys'] as const)
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(() => {
        throw new DOMException('no', name);
      });
    await expect(run(records)).rejects.toMatchObject({ code });
  });

  it('works once storage opens', async () => {
    const records = newRecords();
    const opening = vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
      throw new DOMException('no', 'InvalidStateError');
    });
    await expect(run(records)).rejects.toMatchObject({ code: 'pieces/unavailable' });
    expect(opening).toHaveBeenCalledOnce();
    await run(records);
  });
});

type Put = (this: IDBObjectStore, value: unknown, key: IDBValidKey) => IDBRequest<IDBValidKey>;
const nativePut = Reflect.get(IDBObjectStore.prototype, 'put') as Put;

/** Counts the Blobs that are put, and has `put` done instead. */
function replacePutOfBlobs(put: Put): () => number {
  let blobs = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key = '',
  ) {
    if (!(value instanceof Blob)) return nativePut.call(this, value, key);
    blobs++;
    return put.call(this, value, key);
  });
  return () => blobs;
}

/** What sessions that refuse Blobs do with one; an aborted transaction has `null` for an error. */
const waysToRefuse: readonly [string, Put][] = [
  [
    'aborts with a null error',
    function (_, key) {
      const request = nativePut.call(this, 0, key);
      this.transaction.abort();
      return request;
    },
  ],
  [
    'throws',
    () => {
      throw new DOMException('Error preparing Blob/File data', 'UnknownError');
    },
  ],
  [
    'gives back an empty Blob',
    function (_, key) {
      return nativePut.call(this, new Blob([]), key);
    },
  ],
  [
    'gives back other bytes',
    function (_, key) {
      return nativePut.call(this, new Blob(['x']), key);
    },
  ],
  [
    'gives back something else',
    function (_, key) {
      return nativePut.call(this, {}, key);
    },
  ],
];

async function bytesOf(records: PieceRecords, index: number): Promise<number[] | undefined> {
  const blob = await records.read(index);
  return blob && [...new Uint8Array(await blob.arrayBuffer())];
}

describe.each(waysToRefuse)('where a put of a Blob %s', (_way, put) => {
  it('keeps plain bytes, after one try', async () => {
    const triedBlobs = replacePutOfBlobs(put);
    const records = newRecords();
    const part = Uint8Array.of(9, 1, 2, 3, 9).subarray(1, 4);
    await Promise.all([records.write(0, part), records.write(7, Uint8Array.of(7))]);
    expect(await records.keepsBlobs()).toBe(false);
    expect(await bytesOf(records, 0)).toEqual([1, 2, 3]);
    expect(await bytesOf(records, 7)).toEqual([7]);
    expect(await records.held()).toEqual([0, 7]);
    expect(triedBlobs()).toBe(1);
  });
});

describe('records of either kind', () => {
  it('keeps Blobs where they are taken, and leaves nothing of the try', async () => {
    const name = `test-${crypto.randomUUID()}`;
    const records = newRecords(name);
    expect(await records.keepsBlobs()).toBe(true);
    expect(await records.held()).toEqual([]);
    expect(await new StoredRecords(name).keys()).toEqual([]);
  });

  it.each([
    ['blobs', 'bytes'],
    ['bytes', 'blobs'],
  ] as const)('reads what a session before wrote as %s, and writes %s', async (before, now) => {
    const name = `test-${crypto.randomUUID()}`;
    const earlier = openPieceDatabase(name, before)('0'.repeat(40));
    await earlier.write(0, Uint8Array.of(1, 2));
    await earlier.write(1, Uint8Array.of(3));
    const later = openPieceDatabase(name, now)('0'.repeat(40));
    expect(await later.held()).toEqual([0, 1]);
    expect(await bytesOf(later, 0)).toEqual([1, 2]);
    await later.write(1, Uint8Array.of(4));
    await later.write(2, Uint8Array.of(5));
    for (const records of [earlier, later]) {
      expect(await records.held()).toEqual([0, 1, 2]);
      expect(await bytesOf(records, 1)).toEqual([4]);
      expect(await bytesOf(records, 2)).toEqual([5]);
    }
    await later.drop(0);
    expect(await earlier.held()).toEqual([1, 2]);
    await later.clear();
    expect(await earlier.held()).toEqual([]);
  });

  it.each([{}, 'text', 7, null, [new ArrayBuffer(1)]])('takes %o for no piece', async (value) => {
    const name = `test-${crypto.randomUUID()}`;
    const records = newRecords(name);
    await records.write(0, Uint8Array.of(1));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementation(function (this: IDBObjectStore, _, key = '') {
      return nativePut.call(this, value, key);
    });
    await records.write(0, Uint8Array.of(2));
    expect(await records.read(0)).toBeUndefined();
  });

  it('says that there is no room where only plain bytes are told so', async () => {
    const records = newRecords();
    expect(await records.keepsBlobs()).toBe(true);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
      key = '',
    ) {
      if (!(value instanceof Blob)) throw new DOMException('no', 'QuotaExceededError');
      const request = nativePut.call(this, 0, key);
      this.transaction.abort();
      return request;
    });
    await expect(records.write(0, Uint8Array.of(1))).rejects.toMatchObject({ code: 'pieces/full' });
  });

  it('takes a Blob that finds no room for a reason to ask again, not for a refusal', async () => {
    const records = newRecords();
    await records.held();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
      key = '',
    ) {
      // Room for a few bytes, and for no file.
      const fits = value instanceof ArrayBuffer && value.byteLength < 1_000;
      if (fits) return nativePut.call(this, value, key);
      if (value instanceof ArrayBuffer) throw new DOMException('no', 'QuotaExceededError');
      const request = nativePut.call(this, 0, key);
      this.transaction.abort();
      return request;
    });
    await expect(records.write(0, Uint8Array.of(1))).rejects.toMatchObject({ code: 'pieces/full' });
    put.mockRestore();
    await records.write(0, Uint8Array.of(1));
    expect(await bytesOf(records, 0)).toEqual([1]);
    expect(await records.keepsBlobs()).toBe(true);
  });

  it('asks again when there was no room to find out', async () => {
    const records = newRecords();
    await records.held();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no', 'QuotaExceededError');
    });
    await expect(records.write(0, Uint8Array.of(1))).rejects.toMatchObject({ code: 'pieces/full' });
    put.mockRestore();
    const triedBlobs = replacePutOfBlobs(waysToRefuse[0]?.[1] ?? nativePut);
    await records.write(0, Uint8Array.of(1));
    expect(await bytesOf(records, 0)).toEqual([1]);
    expect(triedBlobs()).toBe(1);
  });
});

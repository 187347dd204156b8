import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPieceDatabase, type PieceRecords } from '../../src/pieces/piece-records.browser';

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
    ['UnknownError', failedCode],
    ['QuotaExceededError', 'pieces/full'],
  ])('puts the code on a failure: %s', async (name, code) => {
    const records = newRecords();
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

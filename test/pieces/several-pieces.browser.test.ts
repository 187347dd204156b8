import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPieceDatabase, type PieceRecords } from '../../src/pieces/piece-records.browser';
import { StoredRecords } from './stored-records';

const infoHash = '0'.repeat(40);

let name: string;
let records: PieceRecords;
let stored: StoredRecords;
beforeEach(() => {
  name = `test-${crypto.randomUUID()}`;
  records = openPieceDatabase(name)(infoHash);
  stored = new StoredRecords(name);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** What the records of another page say, which has nothing in memory. */
const otherPage = (): PieceRecords => openPieceDatabase(name)(infoHash);

type Bytes = Uint8Array<ArrayBuffer>;
const bytesOf = (index: number, length = 4): Bytes =>
  Uint8Array.from({ length }, (_, at) => 16 * index + at);

/** Writes piece 0, and then others in one batch, however slow the machine is. */
async function writeTogether(pieces: readonly number[], bytes: (index: number) => Bytes) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const first = records.write(0, bytesOf(0));
  await records.held();
  // What comes soon after it waits.
  const others = pieces.map((index) => records.write(index, bytes(index)));
  await records.held();
  await Promise.all([first, ...others]);
  vi.runAllTimers();
  vi.useRealTimers();
}

/** Pieces 1 to 5 in one record; the last of them is short. */
async function writeFive(): Promise<void> {
  await writeTogether([3, 1, 5, 2, 4], (index) => bytesOf(index, index === 5 ? 1 : 4));
  expect(await stored.pieces(infoHash)).toEqual([[0], [1, 2, 3, 4, 5]]);
}

async function read(from: PieceRecords, index: number): Promise<number[] | undefined> {
  const blob = await from.read(index);
  return blob && [...new Uint8Array(await blob.arrayBuffer())];
}

/** What is held, read by the page that wrote it and by another one. */
async function contents(): Promise<Record<number, readonly number[] | undefined>> {
  const [own, other] = await Promise.all(
    [records, otherPage()].map(async (page) => {
      const held = await page.held();
      const all = held.map(async (index) => [index, await read(page, index)] as const);
      return Object.fromEntries(await Promise.all(all));
    }),
  );
  expect(own).toEqual(other);
  return own ?? {};
}

const five = {
  0: [...bytesOf(0)],
  1: [...bytesOf(1)],
  2: [...bytesOf(2)],
  3: [...bytesOf(3)],
  4: [...bytesOf(4)],
  5: [...bytesOf(5, 1)],
};

describe('several pieces in a record', () => {
  it('reads each of them', async () => {
    await writeFive();
    expect(await contents()).toEqual(five);
    expect(await read(records, 6)).toBeUndefined();
  });

  it('keeps 20,000 pieces', async () => {
    const all = Array.from({ length: 20_000 }, (_, at) => (at * 7_919) % 20_000);
    await Promise.all(all.map((index) => records.write(index, Uint8Array.of(index % 251))));
    expect((await stored.pieces(infoHash)).length).toBeLessThan(500);
    for (const page of [records, otherPage()]) {
      expect(await page.held()).toEqual(Array.from(all.keys()));
      for (const index of [0, 1, 9_999, 19_999])
        expect(await read(page, index)).toEqual([index % 251]);
    }
  });

  it.each([
    ['the first', 1],
    ['one between', 3],
    ['the short last one', 5],
  ])('overwrites %s and keeps the others', async (_what, index) => {
    await writeFive();
    await records.write(index, Uint8Array.of(7, 7));
    expect(await contents()).toEqual({ ...five, [index]: [7, 7] });
    const keys = await stored.pieces(infoHash);
    expect(keys.flat().sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(keys).toContainEqual([index]);
  });

  it('overwrites pieces of several records, together with new ones', async () => {
    await writeFive();
    const others = [6, 7, 8].map((index) => records.write(index, bytesOf(index)));
    await Promise.all(others);
    const now = [1, 8, 9, 2].map((index) => records.write(index, Uint8Array.of(index)));
    await Promise.all(now);
    expect(await contents()).toEqual({
      ...five,
      1: [1],
      2: [2],
      6: [...bytesOf(6)],
      7: [...bytesOf(7)],
      8: [8],
      9: [9],
    });
    expect((await stored.pieces(infoHash)).flat()).toHaveLength(10);
  });

  it('overwrites all of them under the same key', async () => {
    await writeFive();
    await read(records, 1);
    await writeTogether([1, 2, 3, 4, 5], (index) => Uint8Array.of(index));
    expect(await contents()).toEqual({ 0: five[0], 1: [1], 2: [2], 3: [3], 4: [4], 5: [5] });
    expect(await stored.pieces(infoHash)).toEqual([[0], [1, 2, 3, 4, 5]]);
  });

  it('drops one after the other', async () => {
    await writeFive();
    const left: Record<number, readonly number[]> = { ...five };
    for (const index of [3, 1, 5, 2, 4]) {
      await records.drop(index);
      Reflect.deleteProperty(left, index);
      expect(await contents()).toEqual(left);
      expect(await read(records, index)).toBeUndefined();
    }
    expect(await stored.pieces(infoHash)).toEqual([[0]]);
    await records.drop(3);
    expect(await contents()).toEqual({ 0: five[0] });
  });

  it('never changes what it gave before', async () => {
    await writeFive();
    const before = await Promise.all([0, 1, 2, 5].map((index) => records.read(index)));
    await records.write(1, Uint8Array.of(9));
    await records.drop(5);
    const between = await records.read(2);
    await records.clear();
    await writeFive();
    await Promise.all([1, 2, 5].map((index) => records.write(index, Uint8Array.of(8))));
    const bytes = await Promise.all(
      [...before, between].map(async (blob) => [
        ...new Uint8Array((await blob?.arrayBuffer()) ?? []),
      ]),
    );
    expect(bytes).toEqual([five[0], five[1], five[2], five[5], five[2]]);
  });

  it('knows nothing any more once it was cleared', async () => {
    await writeFive();
    await read(records, 1);
    await records.clear();
    expect(await contents()).toEqual({});
    expect(await read(records, 1)).toBeUndefined();
    expect(await stored.pieces(infoHash)).toEqual([]);
  });
});

describe('pieces that wait for company', () => {
  beforeEach(async () => {
    await records.write(0, bytesOf(0));
    // Nothing but what is asked for makes them go.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
  });

  it.each<[string, (index: number) => Promise<unknown>]>([
    ['read', (index) => records.read(index)],
    ['all held pieces are asked for', () => records.held()],
    ['dropped', (index) => records.drop(index)],
    ['cleared', () => records.clear()],
  ])('are stored first when %s', async (_what, ask) => {
    const written = records.write(1, bytesOf(1));
    await ask(1);
    await written;
  });

  it('are found by who asks', async () => {
    void records.write(1, bytesOf(1));
    expect(await read(records, 1)).toEqual(five[1]);
    void records.write(2, bytesOf(2));
    expect(await records.held()).toEqual([0, 1, 2]);
    void records.write(2, Uint8Array.of(7));
    expect(await read(records, 2)).toEqual([7]);
    void records.write(3, bytesOf(3));
    await records.drop(3);
    expect(await records.held()).toEqual([0, 1, 2]);
  });

  it('are stored when the page is left', async () => {
    const written = records.write(1, bytesOf(1));
    dispatchEvent(new Event('pagehide'));
    await written;
    expect(await stored.pieces(infoHash)).toEqual([[0], [1]]);
    expect(await read(records, 1)).toEqual(five[1]);
  });

  it('are stored when nothing more is to come', async () => {
    records.expect(3);
    const early = records.write(2, bytesOf(2));
    await records.write(1, bytesOf(1));
    await early;
    expect(await stored.pieces(infoHash)).toEqual([[0], [1, 2]]);
  });
});

describe('records that others wrote', () => {
  it('reads and changes records of one piece, as they were once', async () => {
    await stored.put(infoHash, [3], new Blob(['abc']));
    await stored.put(infoHash, [4], Uint8Array.of(4).buffer);
    expect(await records.held()).toEqual([3, 4]);
    expect(await read(records, 3)).toEqual([97, 98, 99]);
    expect(await read(records, 4)).toEqual([4]);
    await Promise.all([2, 3, 5].map((index) => records.write(index, Uint8Array.of(index))));
    await records.drop(4);
    expect(await contents()).toEqual({ 2: [2], 3: [3], 5: [5] });
    expect((await stored.pieces(infoHash)).flat()).toHaveLength(3);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a bare Blob', new Blob(['abcdef'])],
    ['plain bytes', new ArrayBuffer(6)],
    ['too few bytes', { pieceLength: 4, bytes: new Blob(['abcdefgh']) }],
    ['too many bytes', { pieceLength: 2, bytes: new Blob(['abcdefgh']) }],
    ['no Blob', { pieceLength: 2, bytes: 'abcdef' }],
    ['no length', { bytes: new Blob(['abcdef']) }],
  ])('holds no piece of a record that has %s', async (_what, value) => {
    await stored.put(infoHash, [1, 2, 3], value);
    for (const index of [1, 2, 3]) expect(await read(records, index)).toBeUndefined();
    // One takes its place, one goes: none of it is left behind.
    await records.write(2, Uint8Array.of(2));
    await records.drop(3);
    expect(await contents()).toEqual({ 2: [2] });
  });

  it('passes over keys that make no sense, and clears them', async () => {
    await stored.put(infoHash, [2, 1], new Blob(['ab']));
    await stored.put(infoHash, [0.5], new Blob(['ab']));
    await stored.put(infoHash, [], new Blob(['ab']));
    expect(await records.held()).toEqual([]);
    await records.clear();
    expect(await stored.pieces(infoHash)).toEqual([]);
  });

  it('finds what another page has left of its records', async () => {
    await writeFive();
    const other = otherPage();
    await other.drop(3);
    expect(await read(records, 3)).toBeUndefined();
    expect(await read(records, 2)).toEqual(five[2]);
    await other.clear();
    await records.held();
    expect(await read(records, 2)).toBeUndefined();
  });

  it('looks through the database once when another page cleared it', async () => {
    await writeFive();
    await otherPage().clear();
    const looking = vi.spyOn(IDBObjectStore.prototype, 'getAllKeys');
    for (const index of [0, 1, 2, 3, 4, 5]) expect(await read(records, index)).toBeUndefined();
    expect(looking).toHaveBeenCalledOnce();
  });

  it('holds a piece once, though two pages stored it', async () => {
    await writeFive();
    await stored.put(infoHash, [2], new Blob(['x']));
    expect(await records.held()).toEqual([0, 1, 2, 3, 4, 5]);
    await records.drop(2);
    expect(await records.held()).toEqual([0, 1, 3, 4, 5]);
    expect((await stored.pieces(infoHash)).flat()).not.toContain(2);
  });
});

describe('others in a record that can’t be copied', () => {
  type Put = (this: IDBObjectStore, value: unknown, key: IDBValidKey) => IDBRequest<IDBValidKey>;
  const nativePut = Reflect.get(IDBObjectStore.prototype, 'put') as Put;

  /** Fails to store again what was stored: more than one piece. */
  function refuseCopies(errorName: string): void {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
      key = '',
    ) {
      if (value instanceof Blob || value instanceof ArrayBuffer)
        return nativePut.call(this, value, key);
      throw new DOMException('no', errorName);
    });
  }

  it('are given up when one is dropped', async () => {
    await writeFive();
    refuseCopies('DataError');
    await records.drop(3);
    expect(await contents()).toEqual({ 0: five[0] });
  });

  it('are given up when one is overwritten', async () => {
    await writeFive();
    refuseCopies('DataError');
    await records.write(3, Uint8Array.of(3));
    expect(await contents()).toEqual({ 0: five[0], 3: [3] });
  });

  it('stay as they are when it was for want of room', async () => {
    await writeFive();
    refuseCopies('QuotaExceededError');
    const full = { code: 'pieces/full' };
    await expect(records.drop(3)).rejects.toMatchObject(full);
    await expect(records.write(3, Uint8Array.of(3))).rejects.toMatchObject(full);
    vi.restoreAllMocks();
    expect(await contents()).toEqual(five);
  });
});

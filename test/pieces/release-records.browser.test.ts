import { createStore, set } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { blankRecord } from '../../src/pieces/release-record';
import { openReleaseRecords, type ReleaseRecords } from '../../src/pieces/release-records.browser';

const [first, second] = ['a'.repeat(40), 'b'.repeat(40)];
let opened = 0;
let name: string;
let records: ReleaseRecords;

beforeEach(() => {
  name = `releases-test-${++opened}-${Date.now()}`;
  records = openReleaseRecords(name);
});

describe('openReleaseRecords', () => {
  it('knows of nothing at first', async () => {
    expect(await records.get(first)).toBeUndefined();
    expect(await records.all()).toEqual([]);
  });

  it('changes what it is told to, and nothing else', async () => {
    const agreed = { mode: 'swarm', addresses: ['wss://t.example/'] } as const;
    await records.change(first, { agreed, pasted: 'ü' });
    await records.change(first, { agreed: undefined, info: new Uint8Array([1]) });
    const expected = { ...blankRecord(first), pasted: 'ü', info: new Uint8Array([1]) };
    expect(await records.get(first)).toEqual(expected);
    expect(await openReleaseRecords(name).get(first)).toEqual(expected);
  });

  it('keeps the changes of two tabs at once', async () => {
    const other = openReleaseRecords(name);
    await Promise.all([
      records.change(first, { pasted: 'one' }),
      other.change(first, { withheld: true }),
      records.change(first, { hadPieces: true }),
    ]);
    const expected = { ...blankRecord(first), pasted: 'one', withheld: true, hadPieces: true };
    expect(await records.get(first)).toEqual(expected);
  });

  it('does not bring back what was removed', async () => {
    await records.change(first, { withheld: true });
    await records.change(second, {});
    await records.delete(first);
    await records.changeKnown(first, { hadPieces: true });
    expect(await records.all()).toEqual([blankRecord(second)]);
    await records.changeKnown(second, { hadPieces: true });
    expect(await records.get(second)).toEqual({ ...blankRecord(second), hadPieces: true });
  });

  it('lists no entry that is not a record', async () => {
    const store = createStore(name, 'releases');
    for (const key of ['', 'A'.repeat(40), 7, [first]]) await set(key, blankRecord(first), store);
    await set(second, 'a record', store);
    await set(first, { pasted: 7 }, store);
    expect(await records.all()).toEqual([blankRecord(first)]);
  });
});

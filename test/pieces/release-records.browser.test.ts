import { createStore, set } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import {
  maxBroughtBytes,
  openReleaseRecords,
  type ReleaseRecord,
} from '../../src/pieces/release-records.browser';

const infoHash = 'a'.repeat(40);
const record: ReleaseRecord = {
  infoHash,
  info: new Uint8Array([1]),
  agreed: { mode: 'swarm', addresses: ['wss://t.example/'] },
  withheld: true,
  pasted: 'ü',
  brought: [{ name: 'SHA256SUMS ф', bytes: new Uint8Array([1, 2, 255]) }],
};
let opened = 0;
const freshName = () => `releases-test-${++opened}-${Date.now()}`;

async function readBack(stored: unknown): Promise<ReleaseRecord | undefined> {
  const name = freshName();
  await set(infoHash, stored, createStore(name, 'releases'));
  return openReleaseRecords(name).get(infoHash);
}

describe('openReleaseRecords', () => {
  it('keeps a record', async () => {
    const records = openReleaseRecords(freshName());
    expect(await records.get(infoHash)).toBeUndefined();
    await records.set(record);
    expect(await records.get(infoHash)).toEqual(record);
  });

  it('reads a record of before files could be brought', async () => {
    const { brought, ...older } = record;
    expect(brought).toHaveLength(1);
    expect(await readBack(older)).toEqual({ ...record, brought: [] });
  });

  it.each<[string, unknown]>([
    ['no array', { 0: record.brought[0] }],
    ['nothing', [undefined, null, 'file', 7]],
    ['no name', [{ bytes: new Uint8Array(1) }]],
    ['a name that is too long', [{ name: 'n'.repeat(1025), bytes: new Uint8Array(1) }]],
    ['bytes of another type', [{ name: 'n', bytes: 'bytes' }]],
    ['too many bytes', [{ name: 'n', bytes: new Uint8Array(maxBroughtBytes + 1) }]],
  ])('passes over brought files that are none: %s', async (_what, brought) => {
    expect((await readBack({ ...record, brought }))?.brought).toEqual([]);
  });

  it('takes as many files as fit', async () => {
    const sized = (name: string, bytes: number) => ({ name, bytes: new Uint8Array(bytes) });
    const files = [sized('a', maxBroughtBytes - 1), sized('b', 2), sized('c', 1), sized('d', 0)];
    const read = await readBack({ ...record, brought: files });
    expect(read?.brought.map(({ name }) => name)).toEqual(['a', 'c', 'd']);
  });
});

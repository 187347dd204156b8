import { createStore, set } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import {
  maxBroughtBytes,
  openReleaseRecords,
  withinLimit,
  type BroughtFile,
  type ReleaseRecord,
} from '../../src/pieces/release-records.browser';

const infoHash = 'a'.repeat(40);
const record: ReleaseRecord = {
  infoHash,
  info: new Uint8Array([1]),
  agreed: { mode: 'swarm', addresses: ['wss://t.example/'] },
  withheld: true,
  pasted: 'ü',
  brought: [
    { name: 'SHA256SUMS ф', size: 3, bytes: new Uint8Array([1, 2, 255]) },
    { name: 'a folder', size: 4096, bytes: undefined },
  ],
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
    expect(brought).toHaveLength(2);
    expect(await readBack(older)).toEqual({ ...record, brought: [] });
  });

  it.each<[string, unknown]>([
    ['no array', { 0: record.brought[0] }],
    ['nothing', [undefined, null, 'file', 7]],
    ['no name', [{ bytes: new Uint8Array(1) }]],
  ])('passes over brought files that are none: %s', async (_what, brought) => {
    expect((await readBack({ ...record, brought }))?.brought).toEqual([]);
  });

  const one = new Uint8Array([1]);
  it.each<[string, unknown, BroughtFile]>([
    [
      'a size that is another',
      { name: 'n', size: 7, bytes: one },
      { name: 'n', size: 1, bytes: one },
    ],
    ['of before sizes were kept', { name: '', bytes: one }, { name: '', size: 1, bytes: one }],
    [
      'a name that is too long',
      { name: 'ф'.repeat(1025), size: 1, bytes: one },
      { name: 'ф'.repeat(1024), size: 1, bytes: one },
    ],
    [
      'bytes of another type',
      { name: 'n', size: 5, bytes: 'bytes' },
      { name: 'n', size: 5, bytes: undefined },
    ],
    ['no size', { name: 'n' }, { name: 'n', size: 0, bytes: undefined }],
    ['a size that is none', { name: 'n', size: -1 }, { name: 'n', size: 0, bytes: undefined }],
    [
      'too many bytes',
      { name: 'n', bytes: new Uint8Array(maxBroughtBytes + 1) },
      { name: 'n', size: maxBroughtBytes + 1, bytes: undefined },
    ],
  ])('never loses the name of a brought file: %s', async (_what, stored, read) => {
    expect((await readBack({ ...record, brought: [stored] }))?.brought).toEqual([read]);
  });
});

describe('withinLimit', () => {
  const sized = (name: string, size: number) => ({ name, size, bytes: new Uint8Array(size) });
  const unread = { name: 'folder', size: 4096, bytes: undefined };
  it.each<[string, BroughtFile[], number]>([
    ['nothing', [], 0],
    ['empty files', [sized('a', 0), sized('b', 0)], 2],
    ['just as much as fits', [sized('a', maxBroughtBytes - 1), sized('b', 1)], 2],
    ['a byte more', [sized('a', maxBroughtBytes), sized('b', 1), sized('c', 0)], 0],
    ['one that could not be read, which takes no room', [sized('a', 1), unread], 1],
  ])('keeps the contents of all or of none: %s', (_what, files, contents) => {
    const kept = withinLimit(files);
    const names = files.map(({ name, size }) => ({ name, size }));
    expect(kept.map(({ name, size }) => ({ name, size }))).toEqual(names);
    expect(kept.filter(({ bytes }) => bytes !== undefined)).toHaveLength(contents);
  });
});

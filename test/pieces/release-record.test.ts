import { describe, expect, it } from 'vitest';
import {
  blankRecord,
  maxBroughtBytes,
  readReleaseRecord,
  withinLimit,
  type BroughtFile,
  type ReleaseRecord,
} from '../../src/pieces/release-record';

const infoHash = 'a'.repeat(40);
const record: ReleaseRecord = {
  infoHash,
  link: `magnet:?xt=urn:btih:${infoHash}&dn=%E7%B7%8F%E5%92%8C`,
  since: 1_700_000_000_000,
  hadPieces: true,
  info: new Uint8Array([1]),
  agreed: { mode: 'swarm', addresses: ['wss://t.example/'] },
  withheld: true,
  pasted: 'ü',
  brought: [
    { name: 'SHA256SUMS ф', size: 3, bytes: new Uint8Array([1, 2, 255]) },
    { name: 'a folder', size: 4096, bytes: undefined },
  ],
};

const readBack = (stored: unknown): ReleaseRecord | undefined =>
  readReleaseRecord(stored, infoHash);

describe('readReleaseRecord', () => {
  it('reads what was written', () => {
    expect(readBack(record)).toEqual(record);
    expect(readBack(blankRecord(infoHash))).toEqual(blankRecord(infoHash));
  });

  it.each([undefined, null, 'record', 7])('takes no %j for a record', (stored) => {
    expect(readBack(stored)).toBeUndefined();
  });

  it.each(['brought', 'link', 'since', 'hadPieces'] as const)(
    'reads a record of before there was %s',
    (field) => {
      const older = Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
      expect(readBack(older)).toEqual({ ...record, [field]: blankRecord(infoHash)[field] });
    },
  );

  it.each<[string, object]>([
    ['no text', { link: 7 }],
    ['a link that is too long', { link: 'm'.repeat(200_001) }],
    ['another info hash', { infoHash: 'b'.repeat(40) }],
    ['a time that is none', { since: Number.NaN }],
    ['a time before there was any', { since: -1 }],
    ['half a millisecond', { since: 0.5 }],
    ['a hint that is none', { hadPieces: 'true' }],
    ['bytes that are none', { info: [1] }],
    ['a mode that is none', { agreed: { mode: 'everyone', addresses: [] } }],
    ['no addresses', { agreed: { mode: 'swarm' } }],
  ])('leaves out what is not as it should be: %s', (_what, change) => {
    const blank = blankRecord(infoHash);
    const [field] = Object.keys(change) as (keyof ReleaseRecord)[];
    const expected = field === undefined ? {} : { [field]: blank[field] };
    expect(readBack({ ...record, ...change })).toEqual({ ...record, ...expected });
  });

  it.each<[string, unknown]>([
    ['no array', { 0: record.brought[0] }],
    ['nothing', [undefined, null, 'file', 7]],
    ['no name', [{ bytes: new Uint8Array(1) }]],
  ])('passes over brought files that are none: %s', (_what, brought) => {
    expect(readBack({ ...record, brought })?.brought).toEqual([]);
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
  ])('never loses the name of a brought file: %s', (_what, stored, read) => {
    expect(readBack({ ...record, brought: [stored] })?.brought).toEqual([read]);
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

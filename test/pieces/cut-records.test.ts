import { expect, it } from 'vitest';
import { cutRecords } from '../../src/pieces/cut-records';
import { mostRecordBytes, mostRecordPieces } from '../../src/pieces/record-layout';

const piece = (index: number, length: number) => ({ index, bytes: new Uint8Array(length) });
const KiB = 2 ** 10;

function cut(pieces: readonly (readonly [index: number, length: number])[]): number[][] {
  const records = cutRecords(pieces.map(([index, length]) => piece(index, length)));
  return records.map((record) => record.map(({ index }) => index));
}

it.each<[string, readonly (readonly [number, number])[], readonly (readonly number[])[]]>([
  ['nothing', [], []],
  ['one piece', [[7, 3]], [[7]]],
  [
    'pieces in any order',
    [
      [30, 3],
      [2, 3],
      [4, 3],
    ],
    [[2, 4, 30]],
  ],
  [
    'a short last piece',
    [
      [9, 1],
      [8, 4],
      [3, 4],
    ],
    [[3, 8, 9]],
  ],
  [
    'nothing behind a short piece',
    [
      [0, 4],
      [1, 1],
      [2, 1],
      [3, 4],
    ],
    [[0, 1], [2], [3]],
  ],
  [
    'an empty piece',
    [
      [0, 4],
      [1, 0],
      [2, 0],
      [3, 4],
    ],
    [[0], [1], [2], [3]],
  ],
  [
    'pieces that fill a record',
    [
      [0, 512 * KiB],
      [1, 512 * KiB],
      [2, 512 * KiB],
    ],
    [[0, 1], [2]],
  ],
  [
    'a short piece that would fit, with room for a whole one only',
    [
      [0, 700 * KiB],
      [1, 1],
    ],
    [[0], [1]],
  ],
  [
    'pieces as large as a record, and larger',
    [
      [0, mostRecordBytes],
      [1, mostRecordBytes],
      [2, 4 * mostRecordBytes],
      [3, 1],
    ],
    [[0], [1], [2], [3]],
  ],
])('%s', (_what, pieces, records) => {
  expect(cut(pieces)).toEqual(records);
});

it('puts no more pieces together than a key may name', () => {
  const sizes = cut(Array.from({ length: 2 * mostRecordPieces + 1 }, (_, at) => [at, 1] as const));
  expect(sizes.map(({ length }) => length)).toEqual([mostRecordPieces, mostRecordPieces, 1]);
});

it('cuts 20,000 pieces of 16 KiB into full records', () => {
  const one = new Uint8Array(16 * KiB);
  const pieces = Array.from({ length: 20_000 }, (_, at) => ({ index: 20_000 - at, bytes: one }));
  const records = cutRecords(pieces);
  expect(records).toHaveLength(Math.ceil(20_000 / 64));
  expect(records.flat().map(({ index }) => index)).toEqual(
    Array.from({ length: 20_000 }, (_, at) => at + 1),
  );
});

import { describe, expect, it } from 'vitest';
import {
  mostRecordPieces,
  pieceOf,
  piecesOfKey,
  readRecord,
  withoutPieces,
} from '../../src/pieces/record-layout';

const infoHash = 'a'.repeat(40);

describe('piecesOfKey', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => 2 * at);

  it.each<[string, readonly unknown[], readonly number[]]>([
    ['one piece', [infoHash, 0], [0]],
    ['several pieces', [infoHash, 3, 4, 900_000], [3, 4, 900_000]],
    ['as many as may be', [infoHash, ...many(mostRecordPieces)], many(mostRecordPieces)],
  ])('reads %s', (_what, key, pieces) => {
    expect(piecesOfKey(infoHash, key)).toEqual(pieces);
  });

  it.each<[string, unknown]>([
    ['no array', 'probe'],
    ['nothing', undefined],
    ['an empty array', []],
    ['no pieces', [infoHash]],
    ['another release', ['b'.repeat(40), 0]],
    ['a list as its release', [[infoHash], 0]],
    ['a negative index', [infoHash, -1]],
    ['a fraction', [infoHash, 0.5]],
    ['an index that is no longer exact', [infoHash, 2 ** 53]],
    ['text', [infoHash, '0']],
    ['a list in a list', [infoHash, [0]]],
    ['a date', [infoHash, new Date(0)]],
    ['a piece twice', [infoHash, 1, 1]],
    ['pieces that descend', [infoHash, 0, 2, 1]],
    ['one more than may be', [infoHash, ...many(mostRecordPieces + 1)]],
  ])('reads nothing of %s', (_what, key) => {
    expect(piecesOfKey(infoHash, key)).toBeUndefined();
  });
});

const text = async (blob: Blob | undefined) => blob && new Response(blob).text();

describe('readRecord', () => {
  const several = (pieceLength: unknown, bytes: unknown = new Blob(['abcdef'])) => ({
    pieceLength,
    bytes,
  });

  it.each<[string, unknown, number, readonly string[]]>([
    ['a Blob', new Blob(['abc']), 1, ['abc']],
    ['an empty Blob', new Blob([]), 1, ['']],
    ['plain bytes', new Uint8Array([195, 169]).buffer, 1, ['é']],
    ['no plain bytes', new ArrayBuffer(0), 1, ['']],
    ['pieces of one length', several(2), 3, ['ab', 'cd', 'ef']],
    ['a shorter last piece', several(4), 2, ['abcd', 'ef']],
    ['a last piece of one byte', several(5), 2, ['abcde', 'f']],
  ])('finds the pieces in %s', async (_what, value, count, pieces) => {
    const record = readRecord(value, count);
    const found = pieces.map((_, at) => text(record && pieceOf(record, at)));
    expect(await Promise.all(found)).toEqual(pieces);
  });

  it.each<[string, unknown, number]>([
    ['nothing', undefined, 1],
    ['null', null, 1],
    ['text', 'abc', 1],
    ['a list', [new ArrayBuffer(1)], 1],
    ['several pieces for one', several(6), 1],
    ['nothing for several', undefined, 2],
    ['null for several', null, 2],
    ['a bare Blob for several', new Blob(['abcdef']), 2],
    ['plain bytes for several', new ArrayBuffer(6), 2],
    ['plain bytes among several', several(3, new ArrayBuffer(6)), 2],
    ['no length', several(undefined), 2],
    ['a length in text', several('3'), 2],
    ['a length of nothing', several(0), 2],
    ['a negative length', several(-3), 2],
    ['a fraction of a byte', several(3.5), 2],
    ['an endless length', several(Infinity), 2],
    ['too few bytes', several(3), 3],
    ['too many bytes', several(2), 2],
  ])('makes nothing of %s', (_what, value, count) => {
    expect(readRecord(value, count)).toBeUndefined();
  });

  it('hands on the very Blob of a single piece', () => {
    const blob = new Blob(['abc']);
    const record = readRecord(blob, 1);
    expect(record && pieceOf(record, 0)).toBe(blob);
  });
});

describe('withoutPieces', () => {
  const record = { pieceLength: 2, bytes: new Blob(['aabbccd']) };
  const pieces = [1, 4, 5, 9];

  it.each<[string, readonly number[], readonly number[], readonly string[]]>([
    ['the first', [1], [4, 5, 9], ['bb', 'cc', 'd']],
    ['one between', [4], [1, 5, 9], ['aa', 'cc', 'd']],
    ['the short last one', [9], [1, 4, 5], ['aa', 'bb', 'cc']],
    ['two', [1, 5], [4, 9], ['bb', 'd']],
    ['all but the last', [1, 4, 5], [9], ['d']],
    ['all but one of full length', [1, 5, 9], [4], ['bb']],
    ['one that is not there', [7], [1, 4, 5, 9], ['aa', 'bb', 'cc', 'd']],
  ])('leaves the others without %s', async (_what, gone, left, bytes) => {
    const rest = withoutPieces(record, pieces, new Set(gone));
    expect(rest?.pieces).toEqual(left);
    const read = rest && readRecord(rest.value, left.length);
    const found = bytes.map((_, at) => text(read && pieceOf(read, at)));
    expect(await Promise.all(found)).toEqual(bytes);
  });

  it('leaves nothing without all', () => {
    expect(withoutPieces(record, pieces, new Set(pieces))).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { PieceIndex } from '../../src/pieces/piece-index';

describe('PieceIndex', () => {
  it('is empty at first', () => {
    const index = new PieceIndex();
    expect([index.size, index.pieces]).toEqual([0, []]);
    expect(index.recordsOf(0)).toEqual([]);
    expect(index.recordsOfAny([0, 1])).toEqual([]);
  });

  it('knows which record holds which piece', () => {
    const index = new PieceIndex([[10], [2, 7], [0]]);
    expect([index.size, index.pieces]).toEqual([4, [0, 2, 7, 10]]);
    expect(index.recordsOf(7)).toEqual([[2, 7]]);
    expect(index.recordsOfAny([7, 2, 10, 3])).toEqual([[2, 7], [10]]);
  });

  it('forgets a record, and nothing else', () => {
    const index = new PieceIndex([[2, 7], [7, 8], [8]]);
    index.remove([7, 8]);
    expect(index.pieces).toEqual([2, 7, 8]);
    expect([2, 7, 8].map((piece) => index.recordsOf(piece))).toEqual([[[2, 7]], [[2, 7]], [[8]]]);
    index.remove([7, 8]);
    index.remove([2]);
    expect(index.size).toBe(3);
    index.remove([2, 7]);
    index.remove([8]);
    expect(index.pieces).toEqual([]);
  });

  it('knows every record of a piece that several hold, and each record once', () => {
    const index = new PieceIndex([[1, 2], [2]]);
    index.add([1, 2]);
    index.add([2]);
    expect(index.recordsOf(2)).toEqual([[1, 2], [2]]);
    expect(index.size).toBe(2);
    expect(index.recordsOfAny([1, 2])).toEqual([[1, 2], [2]]);
  });

  it('takes 20,000 pieces, and gives them up again', () => {
    const records = Array.from({ length: 1_250 }, (_, record) =>
      Array.from({ length: 16 }, (_, at) => record + 1_250 * at),
    );
    const index = new PieceIndex(records);
    expect(index.pieces).toEqual(Array.from({ length: 20_000 }, (_, at) => at));
    for (const record of records) index.remove(record);
    expect(index.size).toBe(0);
  });
});

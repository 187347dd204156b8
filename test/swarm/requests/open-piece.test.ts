import { beforeEach, describe, expect, it } from 'vitest';
import { blockLength } from '../../../src/swarm/requests/block';
import { OpenPiece } from '../../../src/swarm/requests/open-piece';

let piece: OpenPiece;
beforeEach(() => {
  piece = new OpenPiece(7, 2 * blockLength + 1, false, 0);
});
const anyone = (): boolean => true;

describe('OpenPiece', () => {
  it('hands out each block once, the last one as long as it is', () => {
    expect([0, 1, 2, 3].map(() => piece.reserve('a'))).toEqual([
      { index: 7, offset: 0, length: blockLength },
      { index: 7, offset: blockLength, length: blockLength },
      { index: 7, offset: 2 * blockLength, length: 1 },
      undefined,
    ]);
    expect([piece.isUnattended, [...piece.askedOf]]).toEqual([false, ['a']]);
  });

  it('of one byte has one block', () => {
    const tiny = new OpenPiece(0, 1, false, 0);
    expect(tiny.reserve('a')).toEqual({ index: 0, offset: 0, length: 1 });
    expect([tiny.receive(0, 'a'), tiny.missing]).toEqual([[], 0]);
  });

  it('counts the bytes that came, each once', () => {
    const counts = [piece.givenBytes];
    for (const block of [2, 0, 1]) {
      piece.reserveAll('a');
      piece.receive(block * blockLength, 'a');
      counts.push(piece.givenBytes);
    }
    piece.discard('a');
    expect([...counts, piece.givenBytes]).toEqual([0, 1, blockLength + 1, 2 * blockLength + 1, 0]);
  });

  it.each([
    ['nobody was asked for it', 0, 'a'],
    ['somebody else was', 0, 'b'],
    ['it is between two', 5, 'a'],
    ['it is beyond the end', 9 * blockLength, 'a'],
  ])('takes no block when %s', (_what, offset, id) => {
    if (id === 'b') piece.reserve('a');
    expect([piece.receive(offset, id), piece.missing]).toEqual([undefined, 3]);
  });

  it('is nobody’s when nobody is asked, even when an owner may come back', () => {
    piece.owners.add('a');
    piece.reserve('a');
    piece.reserve('a');
    expect([piece.unask(0, 'a'), piece.isUnattended]).toEqual([false, false]);
    expect([piece.unask(blockLength, 'a'), piece.isUnattended]).toEqual([true, true]);
    piece.unask(9 * blockLength, 'a');
    piece.unask(0, 'stranger');
    expect(piece.reserve('b')?.offset).toBe(0);
  });

  it('asks a second one for the last block that a slow one was asked for, and no third', () => {
    for (let n = 0; n < 3; n++) piece.reserve('slow');
    expect(piece.double('a', () => false)).toBeUndefined();
    expect(piece.double('slow', anyone)).toBeUndefined();
    expect(piece.double('a', anyone)?.offset).toBe(2 * blockLength);
    expect(piece.double('b', anyone)?.offset).toBe(blockLength);
    expect(piece.receive(2 * blockLength, 'a')).toEqual([
      { id: 'slow', block: { index: 7, offset: 2 * blockLength, length: 1 } },
    ]);
    expect(piece.receive(2 * blockLength, 'slow')).toBeUndefined();
    piece.double('b', anyone);
    expect(piece.double('c', anyone)).toBeUndefined();
  });

  it('comes whole from a mirror, whatever others gave', () => {
    piece.reserve('a');
    piece.receive(0, 'a');
    piece.reserve('a');
    piece.reserveAll('mirror');
    expect(piece.receiveWhole('mirror').map(({ id }) => id)).toEqual(['a']);
    expect([piece.missing, new Set(piece.givers)]).toEqual([0, new Set(['mirror'])]);
  });

  it('asks again for what a liar gave', () => {
    for (const id of ['a', 'liar', 'a']) piece.receive(piece.reserve(id)?.offset ?? -1, id);
    expect(piece.missing).toBe(0);
    piece.discard('liar');
    piece.discard('liar');
    expect([piece.missing, piece.isPartOf('liar'), piece.isPartOf('a')]).toEqual([1, false, true]);
    expect(piece.reserve('b')?.offset).toBe(blockLength);
  });

  it('lets go of one source, and names what is still asked of others', () => {
    for (const id of ['a', 'b', 'a']) piece.reserve(id);
    piece.release('a');
    expect(piece.requests.map(({ id, block }) => [id, block.offset])).toEqual([['b', blockLength]]);
  });
});

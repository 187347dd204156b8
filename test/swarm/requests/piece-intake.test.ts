import { beforeEach, describe, expect, it } from 'vitest';
import { concatBytes } from '../../../src/base/bytes';
import { sha1 } from '../../../src/base/sha1';
import { blockLength } from '../../../src/swarm/requests/block';
import { PieceIntake } from '../../../src/swarm/requests/piece-intake';
import { RequestBook } from '../../../src/swarm/requests/request-book';

const pieceLength = 2 * blockLength;
const right = new Uint8Array(pieceLength);
const wrong = new Uint8Array(pieceLength);
wrong[pieceLength - 1] = 1;

let book: RequestBook;
let intake: PieceIntake;
let stored: number[];
let blamed: string[];
let failure: Error | undefined;

beforeEach(async () => {
  const hash = await sha1(right);
  const file = { length: 2 * pieceLength, pieceLength };
  [stored, blamed, failure] = [[], [], undefined];
  book = new RequestBook({ ...file, held: [], speedOf: () => 0, random: () => 0 });
  for (const id of ['a', 'b']) {
    book.add(id, 'peer');
    for (const index of [0, 1]) book.announced(id, index);
  }
  intake = new PieceIntake({
    metadata: {
      ...file,
      infoHash: '',
      infoBytes: new Uint8Array(),
      name: 'ж',
      pieceHashes: concatBytes([hash, hash]),
    },
    book,
    store: (index) => {
      stored.push(index);
      return failure ? Promise.reject(failure) : Promise.resolve();
    },
    onBlamed: (sources) => blamed.push(...sources),
  });
});

/** Takes a piece in and waits until it is stored. */
async function take(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<'right' | 'wrong'> {
  const judgement = await intake.take(index, bytes);
  if (judgement === 'wrong') return 'wrong';
  await judgement.stored;
  return 'right';
}

/** Whoever gives it: all of the next piece that the book asks of `id`. */
function fetchNext(id: string): number {
  for (;;) {
    const block = book.next(id, 0);
    if (!block) throw new Error(`nothing is asked of ${id}`);
    if (book.received(id, block).isWhole) return block.index;
  }
}

describe('PieceIntake', () => {
  it('stores what fits, and nothing else', async () => {
    const index = fetchNext('a');
    expect(await take(index, wrong)).toBe('wrong');
    expect([stored, blamed, book.isFree(index)]).toEqual([[], ['a'], true]);
    const next = fetchNext('b');
    expect(await take(next, right)).toBe('right');
    expect([stored, book.holdings.here.has(next)]).toEqual([[next], true]);
    expect(book.trust.isProven('b')).toBe(true);
  });

  it('names the liar of a piece of several once it fits', async () => {
    const first = book.next('a', 0);
    if (!first) throw new Error('nothing is asked of a');
    book.received('a', first);
    book.remove('a');
    book.add('a', 'peer');
    const index = fetchNext('b');
    expect(index).toBe(first.index);
    expect(await take(index, wrong)).toBe('wrong');
    expect(blamed).toEqual([]);
    for (const at of [0, 1]) book.announced('a', at);
    expect(fetchNext('a')).toBe(index);
    expect(await take(index, right)).toBe('right');
    expect(blamed).toEqual(['b']);
  });

  it('counts a piece as here before it is stored, and tells when storing fails', async () => {
    failure = new Error('no room');
    const index = fetchNext('a');
    await expect(take(index, right)).rejects.toBe(failure);
    expect([book.holdings.here.has(index), book.isFree(index)]).toEqual([true, false]);
  });
});

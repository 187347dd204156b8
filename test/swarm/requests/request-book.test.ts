import { beforeEach, describe, expect, it } from 'vitest';
import { type Block, blockLength } from '../../../src/swarm/requests/block';
import { RequestBook, type RequestBookOptions } from '../../../src/swarm/requests/request-book';

const minuteMs = 60_000;
let book: RequestBook;
let speeds: Record<string, number>;

function open(options: Partial<RequestBookOptions> = {}, blocks = 2, pieces = 4): void {
  speeds = {};
  const pieceLength = blocks * blockLength;
  book = new RequestBook({
    length: pieces * pieceLength,
    pieceLength,
    held: [],
    speedOf: (id) => speeds[id] ?? 0,
    random: () => 0,
    ...options,
  });
}
beforeEach(() => open());

function join(id: string, has = [...Array(book.holdings.pieces).keys()]): void {
  book.add(id, 'peer');
  for (const index of has) book.announced(id, index);
}

/** Everything that is asked of `id` at once. */
function askAll(id: string, nowMs = 0): Block[] {
  const blocks: Block[] = [];
  for (let block = book.next(id, nowMs); block; block = book.next(id, nowMs)) blocks.push(block);
  return blocks;
}

/** `id` gives whatever it is asked for, one piece of it. */
function give(id: string, nowMs = 0): number {
  for (;;) {
    const block = book.next(id, nowMs);
    if (!block) throw new Error(`nothing is asked of ${id}`);
    if (book.received(id, block).isWhole) return block.index;
  }
}
function prove(id: string): void {
  book.fits(give(id));
}
const indexes = (blocks: readonly Block[]): number[] => [...new Set(blocks.map((b) => b.index))];

describe('RequestBook, whom it asks', () => {
  it('asks nothing of strangers, of those who have nothing, and of those who left', () => {
    expect(book.next('stranger', 0)).toBeUndefined();
    join('a', []);
    expect([book.next('a', 0), book.isUseful('a')]).toEqual([undefined, false]);
    join('b');
    book.remove('b');
    expect([book.next('b', 0), book.isUseful('b')]).toEqual([undefined, false]);
  });

  it('asks for nothing when everything is here', () => {
    open({ held: [0, 1, 2, 3] });
    join('a');
    expect([book.next('a', 0), book.isUseful('a')]).toEqual([undefined, false]);
    book.lost(2);
    expect([book.isUseful('a'), book.next('a', 0)?.index]).toEqual([true, 2]);
  });

  it('asks one piece of a stranger, and any number of who is proven', () => {
    join('a');
    expect(indexes(askAll('a'))).toHaveLength(1);
    open();
    join('a');
    prove('a');
    expect(indexes(askAll('a'))).toHaveLength(3);
  });

  it('never has two strangers at one piece', () => {
    for (const id of ['a', 'b']) join(id, [0]);
    expect([askAll('a').length, askAll('b').length]).toEqual([2, 0]);
  });

  it('shares a piece with who is proven, and asks twice only at the end and of the faster', () => {
    join('fast');
    prove('fast');
    join('slow', [0]);
    [speeds['fast'], speeds['slow']] = [100, 10];
    const first = book.next('slow', 0);
    expect(first?.index).toBe(0);
    const asked = askAll('fast');
    expect(asked.filter(({ index }) => index === 0).map(({ offset }) => offset)).toEqual([
      blockLength,
      0,
    ]);
    if (!first) throw new Error('not asked');
    expect(book.received('fast', first).useless).toEqual([{ id: 'slow', block: first }]);
  });
});

describe('RequestBook, when nothing comes', () => {
  it.each(['peer', 'mirror'] as const)('has a %s go on with what a choked peer began', (kind) => {
    join('choked', [0]);
    const [got, kept] = askAll('choked');
    if (!got || !kept) throw new Error('not asked');
    book.received('choked', got);
    book.add('other', kind);
    book.announced('other', 0);
    expect(book.isFree(0)).toBe(false);
    book.unanswered('choked', kept);
    expect(book.isFree(0)).toBe(true);
    if (kind === 'mirror') expect(book.claim('other', 0, 0)).toBe(true);
    else expect(book.next('other', 0)).toEqual(kept);
  });

  it('asks a lone source again for what it rejected, but not at once', () => {
    join('a', [1]);
    for (const block of askAll('a')) book.unanswered('a', block);
    book.release('a', 1, true);
    expect([book.next('a', minuteMs - 1), book.isUseful('a')]).toEqual([undefined, false]);
    expect(book.next('a', minuteMs)?.index).toBe(1);
  });

  it('asks no more for what was taken back, until it is announced again', () => {
    join('a', [1]);
    const [first] = askAll('a');
    book.withdrew('a', 1);
    expect([book.isFree(1), book.next('a', 0), book.isUseful('a')]).toEqual([
      true,
      undefined,
      false,
    ]);
    book.release('a', 1, true);
    book.announced('a', 1);
    expect(book.next('a', 0)).toEqual(first);
  });

  it('has a stranger help out with a last piece that takes very long', () => {
    open({}, 2, 1);
    join('dripper');
    expect(askAll('dripper')).toHaveLength(2);
    join('honest');
    expect(askAll('honest', 29_999)).toEqual([]);
    expect(askAll('honest', 30_000)).toHaveLength(2);
  });

  it('makes room for what can be had when its memory is full of halves', () => {
    const forgotten: number[] = [];
    open({ mostOpenBytes: 0, onForgotten: (index) => forgotten.push(index) }, 2, 10);
    for (let index = 0; index < 8; index++) {
      join(`leaver ${index}`, [index]);
      const block = book.next(`leaver ${index}`, 0);
      if (block) book.received(`leaver ${index}`, block);
      book.remove(`leaver ${index}`);
    }
    join('a', [9]);
    expect(book.next('a', 0)?.index).toBe(9);
    expect(forgotten).toHaveLength(1);
    expect(book.trust.wastedBytes).toBe(blockLength);
    expect(book.isFree(forgotten[0] ?? -1)).toBe(true);
  });

  it('resumes halves when its memory is full, and begins nothing while all are attended', () => {
    open({ mostOpenBytes: 0 }, 2, 10);
    for (let index = 0; index < 8; index++) {
      join(`a${index}`, [index]);
      askAll(`a${index}`);
    }
    join('late');
    expect(book.next('late', 0)).toBeUndefined();
    book.remove('a5');
    expect(book.next('late', 0)?.index).toBe(5);
  });
});

describe('RequestBook, blame', () => {
  it('drops who gave two wrong pieces, and asks another', () => {
    join('liar');
    join('honest');
    for (let n = 0; n < 2; n++) expect(book.fails(give('liar'), ['x', 'y'])).toEqual(['liar']);
    expect([book.next('liar', 0), book.isUseful('liar')]).toEqual([undefined, false]);
    for (let n = 0; n < 4; n++) prove('honest');
    expect(book.holdings.here.isAll).toBe(true);
  });

  it('throws away what a liar gave of other pieces', () => {
    join('liar', [0]);
    const block = book.next('liar', 0);
    if (!block) throw new Error('not asked');
    book.received('liar', block);
    book.release('liar', 0, false);
    for (const index of [1, 2]) book.announced('liar', index);
    for (const nowMs of [minuteMs, 2 * minuteMs]) book.fails(give('liar', nowMs), ['x', 'y']);
    join('honest', [0]);
    expect(askAll('honest', 2 * minuteMs)).toHaveLength(2);
  });

  it('has a stranger spoil no second piece before the first one is judged', () => {
    join('poisoner');
    const first = book.next('poisoner', 0);
    if (!first) throw new Error('not asked');
    book.received('poisoner', first);
    book.release('poisoner', first.index, true);
    expect(book.next('poisoner', 1)).toBeUndefined();
    expect(book.next('poisoner', minuteMs)).toBeDefined();
  });

  it('fetches a piece that failed from one alone, anew when that one takes too long', () => {
    open({}, 2, 1);
    join('a');
    const first = book.next('a', 0);
    if (!first) throw new Error('not asked');
    book.received('a', first);
    book.remove('a');
    join('b');
    book.fails(give('b'), ['x', 'y']);
    join('slow');
    book.received('slow', book.next('slow', 0) ?? first);
    join('c');
    expect(book.next('c', minuteMs - 1)).toBeUndefined();
    expect(book.claimToo('c', 0)).toBe(false);
    const before = book.trust.wastedBytes;
    expect(askAll('c', minuteMs)).toHaveLength(2);
    expect(book.trust.wastedBytes - before).toBe(blockLength);
  });

  it('keeps nothing of honest sources that left', () => {
    join('a');
    const index = give('a');
    book.remove('a');
    book.fits(index);
    join('a');
    expect(book.trust.isProven('a')).toBe(false);
  });
});

describe('RequestBook, mirrors', () => {
  it('lets a mirror claim what is free, once', () => {
    book.add('m', 'mirror');
    expect([book.claim('m', 0, 0), book.claim('m', 0, 0)]).toEqual([true, false]);
    expect([-1, 4].map((index) => book.claim('m', index, 0))).not.toContain(true);
    expect(book.claim('stranger', 1, 0)).toBe(false);
    expect(book.receivedWhole('m', 0)).toMatchObject({ isWanted: true, isWhole: true });
    expect(book.receivedWhole('m', 0).isWanted).toBe(false);
    expect(book.receivedWhole('m', 3).isWanted).toBe(false);
    expect(book.trust.wastedBytes).toBe(4 * blockLength);
  });

  it('tells peers that it was quicker, and never has three mirrors at one piece', () => {
    for (const id of ['m1', 'm2', 'm3']) {
      book.add(id, 'mirror');
      book.claim(id, Number(id[1]), 0);
      book.receivedWhole(id, Number(id[1]));
      book.fits(Number(id[1]));
    }
    join('peer', [0]);
    askAll('peer');
    speeds['peer'] = 1;
    expect(book.slowest()).toMatchObject({ index: 0 });
    expect(['m1', 'm1', 'm2', 'm3'].map((id) => book.claimToo(id, 0))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(book.slowest()).toBeUndefined();
    const { useless } = book.receivedWhole('m2', 0);
    expect(new Set(useless.map(({ id }) => id))).toEqual(new Set(['peer', 'm1']));
    expect(book.receivedWhole('m1', 0).isWanted).toBe(false);
  });

  it.each([
    ['nothing', [], undefined],
    ['the only one', [1], 1],
    ['of equals the one begun last: a slow span is hedged from its end', [0, 1, 2], 2],
    ['not the last one when that is shorter', [1, 2, 3], 2],
  ])('calls slowest %s', (_what, claimed, index) => {
    open({ length: 7 * blockLength }, 2);
    book.add('m', 'mirror');
    for (const at of claimed) book.claim('m', at, 0);
    expect(book.slowest()?.index).toBe(index);
  });

  it('asks again for a piece that came wrong only once that is forgiven, and forgets nothing else', () => {
    book.add('m', 'mirror');
    for (const index of [0, 1]) book.claim('m', index, 0);
    book.receivedWhole('m', 0);
    expect(book.fails(0, ['x', 'y'])).toEqual(['m']);
    book.forgive('m', 2);
    book.forgive('stranger', 0);
    expect(book.claim('m', 0, 1e12)).toBe(false);
    book.forgive('m', 0);
    expect([book.claim('m', 0, 0), book.isFree(1)]).toEqual([true, false]);
    expect(book.receivedWhole('m', 1).isWanted).toBe(true);
    book.receivedWhole('m', 0);
    book.fails(0, ['x', 'y']);
    expect(book.trust.isDropped('m')).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { addGiven, formatGiven, parseGiven, parseInfoHashes } from '../../src/shelf/given-ledger';

const hash = (n: number): string => n.toString(16).padStart(40, '0');
const ledgerOf = (count: number): Map<string, number> =>
  new Map(Array.from({ length: count }, (_, n) => [hash(n), n]));

describe('parseGiven', () => {
  it.each([0, 1, 200])('reads what was written: %d releases', (count) => {
    const ledger = ledgerOf(count);
    expect([...parseGiven(formatGiven(ledger))]).toEqual([...ledger]);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '['],
    ['an object', '{"a":1}'],
    ['null', 'null'],
    ['entries of other kinds', '[1,"a",null,[],[1],{}]'],
    [
      'something else for an info hash',
      `[["総和",1],["${'A'.repeat(40)}",1],["${'a'.repeat(41)}",1]]`,
    ],
    [
      'no byte counts',
      `[["${hash(1)}",-1],["${hash(2)}",1.5],["${hash(3)}","1"],["${hash(4)}",1e300]]`,
    ],
    ['a text too long to be ours', `[["${hash(1)}",1]${' '.repeat(50_000)}]`],
  ])('takes nothing from %s', (_, text) => {
    expect([...parseGiven(text)]).toEqual([]);
  });

  it('takes the latest of too many', () => {
    const ledger = parseGiven(formatGiven(ledgerOf(201)));
    expect([ledger.size, ledger.has(hash(0)), ledger.has(hash(200))]).toEqual([200, false, true]);
  });
});

describe('addGiven', () => {
  it('adds up, and puts what was given now last', () => {
    const sum = addGiven(
      ledgerOf(3),
      new Map([
        [hash(1), 10],
        [hash(9), 5],
      ]),
    );
    expect([...sum]).toEqual([
      [hash(0), 0],
      [hash(2), 2],
      [hash(1), 11],
      [hash(9), 5],
    ]);
  });

  it('forgets what was given longest ago', () => {
    const sum = addGiven(
      ledgerOf(200),
      new Map([
        [hash(0), 1],
        [hash(999), 1],
      ]),
    );
    expect([sum.size, sum.has(hash(0)), sum.has(hash(1)), sum.has(hash(999))]).toEqual([
      200,
      true,
      false,
      true,
    ]);
  });

  it('stays a whole number that can be written', () => {
    const most = new Map([[hash(0), Number.MAX_SAFE_INTEGER]]);
    expect(parseGiven(formatGiven(addGiven(most, most))).get(hash(0))).toBe(
      Number.MAX_SAFE_INTEGER,
    );
  });
});

describe('parseInfoHashes', () => {
  it.each([
    ['', []],
    ['[]', []],
    ['{}', []],
    [`["${hash(1)}",2,null,"x","${hash(3)}"]`, [hash(1), hash(3)]],
  ])('%s', (text, hashes) => {
    expect(parseInfoHashes(text)).toEqual(hashes);
  });
});

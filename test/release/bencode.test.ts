import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import { type BencodeValue, decodeBencode, encodeBencode } from '../../src/release/bencode';
import { bytesOf } from './bytes-of';

describe('bencode', () => {
  const pairs: [string, BencodeValue][] = [
    ['i0e', 0],
    ['i1e', 1],
    ['i-1e', -1],
    ['i9007199254740991e', 9_007_199_254_740_991],
    ['i-9007199254740991e', -9_007_199_254_740_991],
    ['0:', bytesOf('')],
    ['1:a', bytesOf('a')],
    ['2:\xc3\xbc', bytesOf('\xc3\xbc')],
    ['10:0123456789', bytesOf('0123456789')],
    ['le', []],
    ['li1ei2ee', [1, 2]],
    ['l0:lleee', [bytesOf(''), [[]]]],
    ['de', new Map()],
    [
      'd0:i1e1:Bi2e1:ai3e2:aai4ee',
      new Map([
        ['', 1],
        ['B', 2],
        ['a', 3],
        ['aa', 4],
      ]),
    ],
    [
      'd1:\x7fi1e1:\x80i2e1:\xffi3ee',
      new Map([
        ['\x7f', 1],
        ['\x80', 2],
        ['\xff', 3],
      ]),
    ],
    ['d9:__proto__i1ee', new Map([['__proto__', 1]])],
    ['l'.repeat(16) + 'e'.repeat(16), nested(16)],
  ];
  it.each(pairs)('%j', (text, value) => {
    expect(decodeBencode(bytesOf(text))).toEqual(value);
    expect(encodeBencode(value)).toEqual(bytesOf(text));
  });

  it('sorts keys when it encodes', () => {
    expect(
      encodeBencode(
        new Map([
          ['b', 1],
          ['\xff', 2],
          ['a', 3],
        ]),
      ),
    ).toEqual(bytesOf('d1:ai3e1:bi1e1:\xffi2ee'));
  });

  it('encodes -0 as 0', () => {
    expect(encodeBencode(-0)).toEqual(bytesOf('i0e'));
  });

  it.each<[BencodeValue]>([[1.5], [2 ** 53], [Number.NaN], [new Map([['€', 1]])]])(
    'does not encode %o',
    (value) => {
      expect(() => encodeBencode(value)).toThrow(RangeError);
    },
  );
});

describe('decodeBencode refuses', () => {
  it.each([
    '',
    ' i1e',
    'i1e ',
    'i1ei2e',
    'i1e\n',
    'ie',
    'i',
    'i1',
    'i-e',
    'i-0e',
    'i-01e',
    'i00e',
    'i01e',
    'i+1e',
    'i1.5e',
    'i1e3e',
    'i 1e',
    'i1 e',
    'i0x1e',
    'i9007199254740992e',
    'i-9007199254740992e',
    `i${'9'.repeat(1000)}e`,
    '1:',
    '5:ab',
    '00:',
    '01:a',
    '-1:a',
    '-0:',
    '+1:a',
    '1 :a',
    ':a',
    '1',
    '1a',
    '2:abc',
    '9007199254740991:a',
    '99999999999999999999:a',
    'l',
    'li1e',
    'l1e',
    'd',
    'd1:a',
    'd1:ae',
    'd1:ai1e',
    'di1ei2ee',
    'dlei1ee',
    'd1:bi1e1:ai2ee',
    'd1:ai1e1:ai2ee',
    'd2:aai1e1:ai2ee',
    'd1:\xffi1e1:\x80i2ee',
    'e',
    'x',
    '<html>',
    '\0',
    'l'.repeat(17) + 'e'.repeat(17),
    'd1:a'.repeat(17) + 'i1e' + 'e'.repeat(17),
    'l'.repeat(1_000_000),
    `d1025:${'k'.repeat(1025)}i1ee`,
  ])('%.60j', (text) => {
    expect(problemOf(bytesOf(text))).toBe('release/bad-metadata');
  });

  it('more bytes than asked for', () => {
    expect(decodeBencode(bytesOf('2:ab'), 4)).toEqual(bytesOf('ab'));
    expect(() => decodeBencode(bytesOf('2:ab'), 3)).toThrow(Problem);
  });

  it('more than 16 MiB unless asked', () => {
    const size = 16 * 1024 * 1024;
    const head = bytesOf(`${size - 9}:`);
    const largest = new Uint8Array(size);
    largest.set(head);
    expect(decodeBencode(largest)).toHaveLength(size - 9);
    expect(problemOf(new Uint8Array(size + 1))).toBe('release/bad-metadata');
  });

  it('millions of values', () => {
    expect(decodeBencode(bytesOf(`l${'le'.repeat(262_143)}e`))).toHaveLength(262_143);
    expect(problemOf(bytesOf(`l${'le'.repeat(262_144)}e`))).toBe('release/bad-metadata');
  });
});

describe('decodeBencode and anything', () => {
  const { value } = fc.letrec<{ value: BencodeValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', maxDepth: 8 },
      fc.maxSafeInteger().map((number) => number + 0),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => bytes.slice()),
      fc.array(tie('value'), { maxLength: 5 }),
      fc
        .array(fc.tuple(fc.uint8Array({ maxLength: 5 }), tie('value')), { maxLength: 5 })
        .map(
          (entries) => new Map(entries.map(([key, item]) => [String.fromCharCode(...key), item])),
        ),
    ),
  }));

  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(value, (original) => {
        expect(decodeBencode(encodeBencode(original))).toEqual(original);
      }),
    );
  });

  it('throws problems only, and accepts one spelling only', () => {
    const noise = fc.uint8Array({ maxLength: 60 });
    const nearly = fc
      .array(fc.constantFrom('i', 'l', 'd', 'e', ':', '-', '0', '1', '2', '9', 'a', '\xff'), {
        maxLength: 30,
      })
      .map((characters) => bytesOf(characters.join('')));
    const damaged = fc.tuple(value, fc.nat(), fc.nat(255)).map(([original, at, byte]) => {
      const bytes = encodeBencode(original);
      bytes[at % bytes.length] = byte;
      return bytes;
    });
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(noise, nearly, damaged), (input) => {
        const bytes = input.slice();
        if (problemOf(bytes) !== undefined) return;
        accepted++;
        expect(encodeBencode(decodeBencode(bytes))).toEqual(bytes);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});

function nested(depth: number): BencodeValue {
  return depth === 1 ? [] : [nested(depth - 1)];
}

/** The code of the problem that decoding ends in; anything else that is thrown is passed on. */
function problemOf(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  try {
    decodeBencode(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

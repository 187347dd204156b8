import { describe, expect, it } from 'vitest';
import type { FoundKey } from '../../src/check/evidence';
import { caveatWords, keyDates, keyName, sortKeys } from '../../src/view/key-words';
import { brought, remembered } from './expectations';

const now = Date.UTC(2026, 0, 1);

function key(fingerprint: string, more: Partial<FoundKey> = {}): FoundKey {
  return {
    scheme: 'openpgp',
    bytes: new Uint8Array(),
    trust: brought,
    fingerprint,
    owner: 'Alice',
    createdAt: undefined,
    expiresAt: undefined,
    revoked: false,
    caveat: undefined,
    signed: false,
    ...more,
  };
}

describe('keyDates', () => {
  it.each<[Partial<FoundKey>, string]>([
    [{}, ''],
    [{ createdAt: 0 }, 'Made on 1 January 1970.'],
    [{ expiresAt: now }, 'Expired on 1 January 2026.'],
    [{ expiresAt: now + 1 }, 'Good until 1 January 2026.'],
    [{ caveat: 'damaged', trust: remembered }, ''],
    [{ revoked: true }, 'Its owner has declared it invalid.'],
    [{ trust: remembered }, 'Remembered here since 3 May 2026.'],
    [
      { createdAt: 0, expiresAt: 1, revoked: true },
      'Made on 1 January 1970. Expired on 1 January 1970. Its owner has declared it invalid.',
    ],
  ])('%j', (more, words) => {
    expect(keyDates(key('A', more), now)).toBe(words);
  });
});

describe('keyName', () => {
  it.each<[Partial<FoundKey>, string]>([
    [{}, '“Alice”'],
    [{ owner: '' }, 'A key without a name'],
    [{ owner: ' \t' }, 'A key without a name'],
    [{ owner: 'Ali”ce\u202E' }, '“Alice”'],
    [{ caveat: 'same-number' }, '“Alice”'],
    [{ caveat: 'damaged' }, 'A key that was stored here, and is damaged'],
  ])('%j', (more, name) => {
    expect(keyName(key('A', more))).toBe(name);
  });
});

describe('caveatWords', () => {
  it('has whole sentences, and never says safe', () => {
    for (const words of Object.values(caveatWords)) {
      expect(words).toMatch(/^[A-Z].*\.$/);
      expect(words).not.toMatch(/\bsafe/i);
    }
  });
});

describe('sortKeys', () => {
  const names = (keys: readonly FoundKey[]) => keys.map(({ fingerprint }) => fingerprint);

  it.each([
    [[], [], [], []],
    [[key('A')], ['A'], [], []],
    [[key('A'), key('B', { signed: true })], ['B', 'A'], [], []],
    [[key('A'), key('B'), key('C')], [], ['A', 'B', 'C'], []],
    [[key('A'), key('B'), key('C'), key('D', { signed: true })], ['D'], ['A', 'B', 'C'], []],
    [[key('A', { trust: remembered })], [], [], ['A']],
    [[key('A', { trust: remembered, signed: true })], ['A'], [], []],
    [[key('A', { trust: remembered, caveat: 'damaged' })], [], [], ['A']],
    [
      [
        key('A', { trust: remembered, caveat: 'same-number' }),
        key('B', { caveat: 'same-number' }),
        key('C', { trust: remembered }),
      ],
      ['A', 'B'],
      [],
      ['C'],
    ],
  ])('%#', (keys, shown, unused, kept) => {
    const sorted = sortKeys(keys);
    expect(names(sorted.shown)).toEqual(shown);
    expect(names(sorted.unused)).toEqual(unused);
    expect(names(sorted.remembered)).toEqual(kept);
  });
});

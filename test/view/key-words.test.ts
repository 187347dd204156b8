import { describe, expect, it } from 'vitest';
import type { FoundKey } from '../../src/check/evidence';
import { keyDates, sortKeys } from '../../src/view/key-words';
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
    signed: false,
    ...more,
  };
}

describe('keyDates', () => {
  it.each([
    [{}, ''],
    [{ createdAt: 0 }, 'Made on 1 January 1970.'],
    [{ expiresAt: now }, 'Expired on 1 January 2026.'],
    [{ expiresAt: now + 1 }, 'Good until 1 January 2026.'],
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
  ])('%#', (keys, shown, unused, kept) => {
    const sorted = sortKeys(keys);
    expect(names(sorted.shown)).toEqual(shown);
    expect(names(sorted.unused)).toEqual(unused);
    expect(names(sorted.remembered)).toEqual(kept);
  });
});

import { createStore, set } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import { openKeyRecords } from '../../src/pieces/key-records.browser';
import type { StoredKey } from '../../src/release/stored-key';

const fingerprint = 'ABCD'.repeat(10);
const key: StoredKey = {
  fingerprint,
  scheme: 'openpgp',
  bytes: new Uint8Array([1, 2, 255]),
  since: 1_700_000_000_000,
};
let opened = 0;
const freshName = () => `keys-test-${++opened}-${Date.now()}`;

describe('openKeyRecords', () => {
  it('keeps keys, each once, until they are removed', async () => {
    const name = freshName();
    const records = openKeyRecords(name);
    expect(await records.all()).toEqual([]);
    const other: StoredKey = { ...key, fingerprint: '0123456789ABCDEF', scheme: 'minisign' };
    await records.set(key);
    await records.set(other);
    await records.set({ ...key, since: 5 });
    expect(await openKeyRecords(name).all()).toEqual([other, { ...key, since: 5 }]);
    await records.remove('nobody');
    await records.remove(fingerprint);
    expect(await records.all()).toEqual([other]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'key'],
    ['an empty object', {}],
    ['under another name', { ...key, fingerprint: '0123456789ABCDEF' }],
    ['with a fingerprint in lower case', { ...key, fingerprint: fingerprint.toLowerCase() }],
    ['of another scheme', { ...key, scheme: 'x509' }],
    ['without bytes', { ...key, bytes: new Uint8Array() }],
    ['with bytes of another type', { ...key, bytes: [1, 2] }],
    ['that is too long', { ...key, bytes: new Uint8Array(1024 * 1024 + 1) }],
    ['of no time', { ...key, since: Number.NaN }],
    ['of a time before time', { ...key, since: -1 }],
  ])('passes over a stored key that is none: %s', async (_what, stored) => {
    const name = freshName();
    await set(fingerprint, stored, createStore(name, 'keys'));
    expect(await openKeyRecords(name).all()).toEqual([]);
  });
});

import { createStore, set } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import { openKeyRecords } from '../../src/pieces/key-records.browser';
import {
  maxStoredKeyBytes,
  minisignFingerprint,
  type StoredKey,
} from '../../src/release/stored-key';

const fingerprint = 'ABCD'.repeat(10);
const key: StoredKey = {
  fingerprint,
  scheme: 'openpgp',
  bytes: new Uint8Array([1, 2, 255]),
  owner: 'Édith “Ed”',
  since: 1_700_000_000_000,
};
const minisignBytes = new Uint8Array(42).map((_, i) => [0x45, 0x64][i] ?? i);
const minisign: StoredKey = {
  ...key,
  scheme: 'minisign',
  bytes: minisignBytes,
  fingerprint: minisignFingerprint(minisignBytes),
};
/** The bytes 2 to 9, from the last to the first. */
const minisignId = '0908070605040302';
const nothing = new Uint8Array();
let opened = 0;
const freshName = () => `keys-test-${++opened}-${Date.now()}`;

async function storedAs(at: string, stored: unknown) {
  const name = freshName();
  await set(at, stored, createStore(name, 'keys'));
  return openKeyRecords(name);
}

describe('openKeyRecords', () => {
  it('keeps keys, each once, until they are removed', async () => {
    const name = freshName();
    const records = openKeyRecords(name);
    expect(await records.all()).toEqual([]);
    await records.set(key);
    await records.set(minisign);
    await records.set({ ...key, since: 5 });
    expect(await openKeyRecords(name).all()).toEqual([{ ...key, since: 5 }, minisign]);
    await records.remove('nobody');
    await records.remove(fingerprint);
    expect(await records.all()).toEqual([minisign]);
  });

  it('refuses a key that it would not read again', async () => {
    const records = openKeyRecords(freshName());
    const longest = { ...key, bytes: new Uint8Array(maxStoredKeyBytes) };
    await records.set(longest);
    const tooLong = { ...minisign, bytes: new Uint8Array(maxStoredKeyBytes + 1) };
    await expect(records.set(tooLong)).rejects.toThrow();
    expect(await records.all()).toEqual([longest]);
  });

  it('reads keys of earlier versions, which have no owner', async () => {
    const { scheme, bytes, since } = key;
    const records = await storedAs(fingerprint, { fingerprint, scheme, bytes, since });
    expect(await records.all()).toEqual([{ ...key, owner: undefined }]);
  });

  it('reads minisign keys of earlier versions, which went by their key id', async () => {
    const { scheme, bytes, since } = minisign;
    const old = { fingerprint: minisignId, scheme, bytes, since };
    const records = await storedAs(minisignId, old);
    expect(await records.all()).toEqual([{ ...minisign, owner: undefined }]);
    await records.remove(minisign.fingerprint);
    expect(await records.all()).toEqual([]);
  });

  it('leaves a minisign key with another key id than it was stored under to whoever compares', async () => {
    const at = '0908070605040399';
    const records = await storedAs(at, { ...minisign, fingerprint: at });
    expect(await records.all()).toEqual([{ ...minisign, fingerprint: at }]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'key'],
    ['an empty object', {}],
    ['under another name', { ...key, fingerprint: '0123456789ABCDEF' }],
    ['with a fingerprint in lower case', { ...key, fingerprint: fingerprint.toLowerCase() }],
    ['of another scheme', { ...key, scheme: 'x509' }],
    ['without bytes', { ...key, bytes: nothing }],
    ['with bytes of another type', { ...key, bytes: [1, 2] }],
    ['that is too long', { ...key, bytes: new Uint8Array(maxStoredKeyBytes + 1) }],
    ['of no time', { ...key, since: Number.NaN }],
    ['of a time before time', { ...key, since: -1 }],
  ])('has no bytes for what is no key, and removes it: %s', async (_what, stored) => {
    const records = await storedAs(fingerprint, stored);
    expect(await records.all()).toMatchObject([{ fingerprint, bytes: nothing }]);
    await records.remove(fingerprint);
    expect(await records.all()).toEqual([]);
  });

  it('takes an owner that is no text for none', async () => {
    const records = await storedAs(fingerprint, { ...key, owner: 7 });
    expect(await records.all()).toEqual([{ ...key, owner: undefined }]);
  });

  it('passes over what no key can be stored under', async () => {
    const name = freshName();
    await set(7, key, createStore(name, 'keys'));
    expect(await openKeyRecords(name).all()).toEqual([]);
  });
});

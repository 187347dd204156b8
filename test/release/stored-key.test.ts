import { expect, it } from 'vitest';
import { minisignFingerprint } from '../../src/release/stored-key';

it.each([
  [[], ''],
  [[0x45, 0x64], 'RWQ='],
  [[0x45, 0x64, 0xff, 0xfb, 0xfe, 0x00], 'RWT/+/4A'],
])('a minisign key goes by all of it: %j', (bytes, fingerprint) => {
  expect(minisignFingerprint(new Uint8Array(bytes))).toBe(fingerprint);
});

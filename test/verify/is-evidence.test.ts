import { expect, it } from 'vitest';
import { isEvidence } from '../../src/verify/is-evidence';

it.each([
  'SHA256SUMS',
  'MD5SUMS',
  'SHA512SUMS.txt',
  'sha256sum.txt',
  'B2SUMS',
  'Fedora-Workstation-39-x86_64-CHECKSUM',
  'SHA256SUMS.asc',
  'SHA256SUMS.sign',
  'SHA256SUMS.gpg',
  'f.iso.sha256',
  'f.iso.SHA512',
  'f.iso.sha256sum',
  'f.iso.md5',
  'f.sfv',
  'f.b2',
  'f.iso.sig',
  'f.iso.minisig',
  'key.pub',
  'debian-archive-keyring.gpg',
  'InRelease',
  'Release',
  'Release.gpg',
  'Packages',
  'Sources',
  'hello_2.10-3.dsc',
  'f.meta4',
  'f.metalink',
  '総和.asc',
])('%s is evidence', (name) => {
  expect(isEvidence({ name, size: 1 })).toBe(true);
});

it.each([
  '',
  'f.iso',
  'sums',
  'SHA256SUMS.zip',
  'asc',
  'release',
  'Packages.xz',
  'Release notes.pdf',
  'signature.exe',
  'f.sha256.iso',
  `${'a'.repeat(100_000)}.bin`,
])('%.40s is a file', (name) => {
  expect(isEvidence({ name, size: 1 })).toBe(false);
});

it.each([
  [0, true],
  [64 * 1024 * 1024, true],
  [64 * 1024 * 1024 + 1, false],
])('a list of %s bytes: %s', (size, expected) => {
  expect(isEvidence({ name: 'Packages', size })).toBe(expected);
});

import { describe, expect, it } from 'vitest';
import { isListName, signedName } from '../../../src/check/signatures/signed-name';

describe('the name that a signature is for', () => {
  it.each<[string, string | undefined]>([
    ['SHA256SUMS.asc', 'SHA256SUMS'],
    ['f.tar.gz.sig', 'f.tar.gz'],
    ['Release.gpg', 'Release'],
    ['SHA256SUMS.sign', 'SHA256SUMS'],
    ['früh.iso.minisig', 'früh.iso'],
    ['a.ASC', 'a'],
    ['.asc', undefined],
    ['asc', undefined],
    ['', undefined],
    ['f.iso', undefined],
    [`${'x'.repeat(5000)}.sig`, 'x'.repeat(5000)],
  ])('%j', (name, expected) => {
    expect(signedName(name)).toBe(expected);
  });
});

describe('a name of a list', () => {
  it.each([
    'SHA256SUMS',
    'sha512sum.txt',
    'SHASUMS256.txt',
    'MD5SUMS',
    'checksums.txt',
    'checksum',
    'ubuntu-24.04-SHA256SUMS',
    'Fedora-Workstation-40-CHECKSUM',
    'tool_1.2_checksums.txt',
    'B2SUMS',
    'Release',
    'InRelease',
    'Packages',
    'SHA256',
    'f.iso.sha256',
    'f.iso.md5',
  ])('is %s', (name) => {
    expect(isListName(name)).toBe(true);
  });

  it.each([
    '',
    'f.iso',
    'samesum.zip',
    'samesum',
    'checksum-tool.iso',
    'sha256sum.exe',
    'release-notes',
    'früh.iso',
    'sums.iso',
    'x'.repeat(5000),
  ])('is not %j', (name) => {
    expect(isListName(name)).toBe(false);
  });
});

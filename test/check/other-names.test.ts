import { describe, expect, it } from 'vitest';
import { otherNames } from '../../src/check/other-names';
import { parseChecksums } from '../../src/check/parse-checksums';
import { hello } from './formats/shown';

function namesIn(text: string, digests: Parameters<typeof otherNames>[1]): string[] {
  const parsed = parseChecksums(text);
  const entries = parsed.kind === 'problem' ? [] : parsed.entries;
  return otherNames([{ entries, source: 'list', chain: [], problem: undefined }], digests);
}

describe('otherNames', () => {
  const { sha256, md5 } = hello;
  it.each([
    ['none', '', { sha256 }, []],
    ['the name of these bytes', `${sha256}  ой.iso\n${'0'.repeat(64)}  b`, { sha256 }, ['ой.iso']],
    ['each name once', `${sha256}  a\n${md5}  a\n${sha256}  b`, { sha256, md5 }, ['a', 'b']],
    ['under any of the kinds that the digits can be', `${sha256}  a`, { blake3: sha256 }, ['a']],
    ['not under another kind', `SHA256 (a) = ${sha256}`, { blake3: sha256 }, []],
    ['not what was not computed', `${sha256}  a`, { md5 }, []],
    ['not without a name', sha256, { sha256 }, []],
    ['not what nothing computes', `SM3 (a) = ${sha256}`, { sha256 }, []],
  ])('%s', (_what, text, digests, names) => {
    expect(namesIn(text, digests)).toEqual(names);
  });
});

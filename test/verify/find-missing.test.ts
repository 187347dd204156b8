import { describe, expect, it } from 'vitest';
import { noEvidence, type Evidence } from '../../src/check/evidence';
import type { ListEntry } from '../../src/check/list-entry';
import { findMissing } from '../../src/verify/find-missing';

function entry(name: string | undefined): ListEntry {
  return {
    name,
    digest: { kind: 'digest', hex: 'ab'.repeat(32), algorithms: ['sha256'] },
    size: undefined,
  };
}

function listsOf(...lists: (string | undefined)[][]): Evidence {
  return {
    ...noEvidence,
    lists: lists.map((names) => ({
      entries: names.map(entry),
      source: 'list',
      chain: [],
      problem: undefined,
    })),
  };
}

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `file ${i}`);

describe('findMissing', () => {
  it.each([
    ['no list', listsOf(), ['a'], [], []],
    ['an empty list', listsOf([]), ['a'], [], []],
    ['a bare digest', listsOf([undefined]), ['a'], [], []],
    ['all here', listsOf(['a', 'b']), ['b', 'a'], [], []],
    ['one missing', listsOf(['a', 'b']), ['a'], [], ['b']],
    ['nothing is missing before the first file', listsOf(['a', 'b']), [], [], []],
    ['two digests of one name', listsOf(['b', 'b']), ['a'], [], ['b']],
    ['in two lists', listsOf(['b'], ['b', 'c']), ['a'], [], ['b', 'c']],
    ['with a path', listsOf(['./iso/a', 'iso\\b', 'iso/c']), ['a', 'b'], [], ['iso/c']],
    ['a list that is here as evidence', listsOf(['a', 'SHA256SUMS']), ['a'], ['SHA256SUMS'], []],
    ['a name composed another way', listsOf(['e\u0301', 'd/\u00E9 ']), ['\u00E9'], [], []],
    ['blanks that a page left', listsOf([' a ', 'd/b\u200B']), ['a', 'b'], [], []],
    ['other letters', listsOf(['総和', 'A']), ['総和', 'a'], [], ['A']],
  ])('%s', (_, evidence, files, documents, names) => {
    expect(findMissing(evidence, files, documents)).toEqual({ names, others: 0 });
  });

  it.each([
    [200, 199, 0],
    [201, 0, 200],
    [60_000, 0, 59_999],
  ])('of a list of %s lines names %s and counts %s', (lines, named, others) => {
    const missing = findMissing(listsOf(many(lines)), ['file 7'], []);
    expect([missing.names.length, missing.others]).toEqual([named, others]);
  });

  it('takes 60,000 lines for 1,000 files hardly longer than for one', () => {
    const evidence = listsOf(many(60_000).map((name) => `pool/main/${name}`));
    const timeOf = (files: string[]) => {
      const start = performance.now();
      expect(findMissing(evidence, files, []).others).toBe(60_000 - files.length);
      return performance.now() - start;
    };
    const one = timeOf(many(1));
    expect(timeOf(many(1000))).toBeLessThan(5 * Math.max(one, 50));
  });
});

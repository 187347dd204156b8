import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import type { FileResult, FileStep, FileToVerify } from '../../src/verify/verify-state';
import { fileWords, matchedOf, tableWords } from '../../src/view/check-words';
import { digestExpectation } from './expectations';

function file(step: FileStep, about = 0): FileToVerify {
  return {
    id: 'a',
    name: '総和',
    size: 0,
    matched: {
      expectations: Array.from({ length: about }, () => digestExpectation('list')),
      summary: 'A summary.',
      question: undefined,
    },
    step,
    result: 'waiting',
    wayOn: undefined,
  };
}

describe('tableWords', () => {
  it.each([
    [[], 0, ''],
    [['matches'], 0, '1 file: 1 matches.'],
    [['matches', 'matches'], 1, '2 files: 2 match, 1 in the list, but not here.'],
    [
      ['matches', 'differs', 'weak'],
      0,
      '3 files: 1 differs, 1 only by a weak checksum, 1 matches.',
    ],
    [
      ['not-in-list', 'could-not-check', 'nothing-to-check', 'stopped'],
      0,
      '4 files: 1 could not be checked, 1 not in the list, 1 with nothing to compare, 1 stopped.',
    ],
    [['matches', 'hashing'], 0, 'Computing the checksums…'],
    [['waiting', 'matches'], 3, 'Computing the checksums…'],
  ] satisfies [FileResult[], number, string][])('%j and %s missing', (results, missing, words) => {
    expect(tableWords(results, missing)).toBe(words);
  });
});

describe('fileWords', () => {
  it.each([
    [{ kind: 'waiting' }, 'Computing the checksum…'],
    [{ kind: 'hashing', doneBytes: 1 }, 'Computing the checksum…'],
    [{ kind: 'stopped' }, 'Stopped.'],
    [
      { kind: 'failed', problem: new Problem('check/unreadable-file') },
      'The browser can’t read this file.',
    ],
    [{ kind: 'failed', problem: new Problem('check/worker') }, 'Computing the checksum failed.'],
    [
      {
        kind: 'judged',
        verdict: { kind: 'matches', by: digestExpectation('list') },
        digests: {},
        question: undefined,
      },
      'The checksum matches.',
    ],
  ] satisfies [FileStep, string][])('%j', (step, words) => {
    expect(fileWords(file(step))).toBe(words);
  });
});

describe('matchedOf', () => {
  it.each([
    [[], undefined],
    [[file({ kind: 'waiting' })], 'A summary.'],
    [[file({ kind: 'waiting' }), file({ kind: 'waiting' })], ''],
    [[file({ kind: 'waiting' }, 1), file({ kind: 'waiting' })], 'It is about 1 of the 2 files.'],
  ])('%#', (files, summary) => {
    expect(matchedOf(files)?.summary).toBe(summary);
  });
});

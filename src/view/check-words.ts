import { formatCount } from '../base/format-bytes';
import { problemWords } from '../base/problem-words';
import type { MatchedEvidence } from '../check/evidence';
import type { FileResult, FileToVerify } from '../verify/verify-state';
import { verdictWords } from './verdict-words';

/** `missing`: a list names it, and it was not brought. */
export type RowResult = FileResult | 'missing';

/** A result in the table: by its sign and words first, by colour last. */
export const resultWords: Readonly<
  Record<RowResult, { readonly sign: string; readonly words: string }>
> = {
  matches: { sign: '=', words: 'Matches' },
  weak: { sign: '≈', words: 'Matches, but weakly' },
  differs: { sign: '≠', words: 'Differs' },
  'could-not-check': { sign: '!', words: 'Could not be checked' },
  'nothing-to-check': { sign: '?', words: 'Nothing to compare it with' },
  missing: { sign: '–', words: 'Missing: in the list, but not here' },
  'not-in-list': { sign: '!', words: 'Not in the list' },
  hashing: { sign: '…', words: 'Computing the checksum' },
  waiting: { sign: '…', words: 'Waiting' },
  stopped: { sign: '–', words: 'Stopped' },
};

/** The order in which results are told: what to worry about first. */
const told: readonly (readonly [FileResult, (count: number) => string])[] = [
  ['differs', (count) => (count === 1 ? '1 differs' : `${count} differ`)],
  ['could-not-check', (count) => `${count} could not be checked`],
  ['not-in-list', (count) => `${count} not in the list`],
  ['weak', (count) => `${count} only by a weak checksum`],
  ['matches', (count) => (count === 1 ? '1 matches' : `${count} match`)],
  ['nothing-to-check', (count) => `${count} with nothing to compare`],
  ['stopped', (count) => `${count} stopped`],
];

/**
 * What a screen reader is told, and what stands above the table: nothing about progress, so that it
 * is quiet until all is done.
 *
 * @param missing files that the lists name and nobody brought
 */
export function tableWords(results: readonly FileResult[], missing: number): string {
  if (results.length === 0) return '';
  if (results.some((result) => result === 'hashing' || result === 'waiting'))
    return 'Computing the checksums…';
  const parts = told.flatMap(([kind, words]) => {
    const count = results.filter((result) => result === kind).length;
    return count === 0 ? [] : [words(count)];
  });
  if (missing > 0) parts.push(`${missing} in the list, but not here`);
  return `${formatCount(results.length, 'file')}: ${parts.join(', ')}.`;
}

/** What a screen reader is told of the only file. */
export function fileWords({ step }: FileToVerify): string {
  switch (step.kind) {
    case 'waiting':
    case 'hashing':
      return 'Computing the checksum…';
    case 'stopped':
      return 'Stopped.';
    case 'failed':
      return `${problemWords[step.problem.code].title}.`;
    case 'judged':
      return `${verdictWords(step.verdict).title}.`;
  }
}

/** What the evidence says of the files at hand: of the only one, or how many of several it is about. */
export function matchedOf(files: readonly FileToVerify[]): MatchedEvidence | undefined {
  const [first] = files;
  if (files.length < 2) return first?.matched;
  const about = files.filter(({ matched }) => matched.expectations.length > 0).length;
  const summary = about === 0 ? '' : `It is about ${about} of the ${files.length} files.`;
  return { expectations: [], summary, question: undefined };
}

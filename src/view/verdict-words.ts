import { problemWords } from '../base/problem-words';
import type { Verdict } from '../check/verdict';
import type { DigestAlgorithm, ExpectationSource } from '../release/expectation';

/** A verdict in words. */
export interface VerdictWords {
  /** Read without colour or shape: one of =, ≈, ≠, !, ?. */
  readonly sign: string;
  readonly title: string;
  readonly text: string;
}

/** How people write the names of algorithms. */
export const algorithmNames: Readonly<Record<DigestAlgorithm, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
};

/** Sign, title and meaning of a verdict. */
export function verdictWords(verdict: Verdict): VerdictWords {
  switch (verdict.kind) {
    case 'matches':
      return {
        sign: '=',
        title: 'The checksum matches',
        text: `The ${algorithmNames[verdict.by.digest.algorithm]} of the bytes that are here is the expected one.`,
      };
    case 'weak':
      return weakWords(algorithmNames[verdict.by.digest.algorithm]);
    case 'differs':
      return {
        sign: '≠',
        title: 'This is not the expected file',
        text: 'Its checksum is another one, so it can’t be saved, and this page does not pass it on.',
      };
    case 'could-not-check':
      return {
        sign: '!',
        title: 'It could not be checked',
        text: `${problemWords[verdict.problem.code].title}. ${problemWords[verdict.problem.code].advice}`,
      };
    case 'nothing-to-check':
      return {
        sign: '?',
        title: 'There is nothing to compare it with yet',
        text: 'The pieces fit the link, but nobody has said what the checksum of the whole file should be. Paste it from the distributor’s page.',
      };
  }
}

function weakWords(algorithm: string): VerdictWords {
  return {
    sign: '≈',
    title: 'Only a weak checksum matches',
    text: `${algorithm} is broken: a different file with the same ${algorithm} can be made on purpose. A SHA-256 from the distributor’s page would settle it.`,
  };
}

const origins: Readonly<Record<ExpectationSource, string>> = {
  link: 'This checksum came with the link.',
  pasted: 'This checksum is the one you pasted.',
  list: 'This checksum is from the list you pasted.',
  'signed-list': 'This checksum is from a list signed with a key you chose.',
  site: 'This checksum is from this site’s catalogue.',
};

const proofs: Readonly<Record<ExpectationSource, string>> = {
  link: 'It proves that nothing changed since the link was made; it says nothing about who made it.',
  pasted: 'It proves as much as the place where you found it: best is the distributor’s own page.',
  list: 'It proves as much as the place where you found it: best is the distributor’s own page.',
  'signed-list': 'It proves that the owner of that key meant this file.',
  site: 'It proves that this is the file that the people who run this site meant.',
};

const doubts: Readonly<Record<ExpectationSource, string>> = {
  link: 'Either a source sent something else, or the link’s checksum and its torrent don’t belong together.',
  pasted: 'Make sure that it is for this very file and version.',
  list: 'Make sure that the list is for this very version.',
  'signed-list': 'Make sure that the list is for this very version.',
  site: 'Tell the people who run this site.',
};

/** On whose word the comparison rests, and how far that goes; `undefined` when nothing was compared. */
export function sourceWords(verdict: Verdict): string | undefined {
  switch (verdict.kind) {
    case 'matches':
      return `${origins[verdict.by.source]} ${proofs[verdict.by.source]}`;
    case 'weak':
      // A weak digest proves nothing of what `proofs` says.
      return origins[verdict.by.source];
    case 'differs':
      return `${origins[verdict.expected.source]} ${doubts[verdict.expected.source]}`;
    case 'could-not-check':
    case 'nothing-to-check':
      return undefined;
  }
}

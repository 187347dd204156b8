import { algorithmsOfHexLength, labelOf, rowOf } from '../base/digest-algorithms';
import { formatExactBytes } from '../base/format-bytes';
import { problemWords } from '../base/problem-words';
import type { Verdict } from '../check/verdict';
import type { DigestExpectation, Expectation, ExpectationSource } from '../release/expectation';
import { signerOf, trustWords } from './signer-words';

/** A verdict in words. */
export interface VerdictWords {
  /** Read without colour or shape: one of =, ≈, ≠, !, ?. */
  readonly sign: string;
  readonly title: string;
  readonly text: string;
}

/** What the words may take for granted. */
export interface VerdictPlace {
  /** `receive`: the file came by a share link; `check`: it was on the disk before. */
  readonly page: 'receive' | 'check';
  /** Of the file, in bytes, when it is known. */
  readonly size: number | undefined;
}

export const onReceivePage: VerdictPlace = { page: 'receive', size: undefined };

/** Sign, title and meaning of a verdict. */
export function verdictWords(verdict: Verdict, place: VerdictPlace = onReceivePage): VerdictWords {
  switch (verdict.kind) {
    case 'matches':
      return matchesWords(verdict.by);
    case 'weak':
      return weakWords(verdict.by);
    case 'differs':
      return differsWords(verdict.expected, place);
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
        text: nothingYet[place.page],
      };
  }
}

const nothingYet: Readonly<Record<VerdictPlace['page'], string>> = {
  receive:
    'The pieces fit the link, but nobody has said what the checksum of the whole file should be. Paste it from the distributor’s page.',
  check:
    'Nobody has said yet what the checksum of this file should be. Bring it from the distributor’s page: paste it into the box, or drop its file there.',
};

function matchesWords(by: Expectation): VerdictWords {
  if (by.kind === 'signature')
    return {
      sign: '=',
      title: 'The signature fits this file',
      text: `These very bytes were signed by ${signerOf(by.chain)}.`,
    };
  return {
    sign: '=',
    title: 'The checksum matches',
    text: `The ${labelOf(by.digest.algorithm)} of the bytes that are here is the expected one.${foundOut(by)}`,
  };
}

/** Which checksum digits on their own were found to be, when it is not the one they were first taken for. */
function foundOut({ digest, name }: DigestExpectation): string {
  const [likeliest] = algorithmsOfHexLength(digest.hex.length);
  if (name !== undefined || digest.algorithm === likeliest) return '';
  return ` These ${digest.hex.length} digits are ${withArticle(digest)}.`;
}

/** "a SHA-256", "an MD5". */
function withArticle(digest: DigestExpectation['digest']): string {
  const { aLabel } = rowOf(digest.algorithm);
  return aLabel.charAt(0).toLowerCase() + aLabel.slice(1);
}

function weakWords(by: Expectation): VerdictWords {
  const words = { sign: '≈', title: 'Only a weak checksum matches' };
  if (by.kind === 'signature')
    return { ...words, text: 'The signature fits, but it is of a kind that can be forged.' };
  const { label, whyWeak = '' } = rowOf(by.digest.algorithm);
  const text = `The ${label} is the expected one. ${whyWeak} A SHA-256 from the distributor’s page would settle it.`;
  return { ...words, text };
}

const consequences: Readonly<Record<VerdictPlace['page'], string>> = {
  receive: ' It can’t be saved, and this page does not pass it on.',
  check: ' Don’t open it. Get it again, from the distributor if you can.',
};

function differsWords(expected: Expectation, { page, size }: VerdictPlace): VerdictWords {
  const end = consequences[page];
  if (expected.kind === 'signature')
    return {
      sign: '≠',
      title: 'The signature does not fit these bytes',
      text: `Either the file was changed after it was signed, or the signature is for another file.${end}`,
    };
  const title = 'This is not the expected file';
  if (size !== undefined && expected.size !== undefined && size !== expected.size)
    return {
      sign: '≠',
      title,
      text: `It should have ${formatExactBytes(expected.size)}, and has ${formatExactBytes(size)}.${end}`,
    };
  return { sign: '≠', title, text: `Its checksum is another one.${end}` };
}

/** A statement about the source that needs nothing but the source, or the chain behind it. */
type About = string | ((expectation: Expectation) => string);

const origins: Readonly<Record<ExpectationSource, About>> = {
  link: 'This checksum came with the link.',
  pasted: 'This checksum is the one you pasted.',
  list: 'This checksum is from the list you brought.',
  'signed-list': ({ chain }) => `This checksum is from a list signed by ${signerOf(chain)}.`,
  signature: 'This is a signature over the file itself.',
  site: 'This checksum is from this site’s catalogue.',
};

const placeProves =
  'It proves as much as the place where you found it: best is the distributor’s own page.';

const proofs: Readonly<Record<ExpectationSource, About>> = {
  link: 'It proves that nothing changed since the link was made; it says nothing about who made it.',
  pasted: placeProves,
  list: placeProves,
  'signed-list': ({ chain }) =>
    `It proves that the owner of that key meant this file. ${trustWords(chain)}`,
  signature: ({ chain }) =>
    `It proves that the owner of that key signed this file. ${trustWords(chain)}`,
  site: 'It proves that this is the file that the people who run this site meant.',
};

const doubts: Readonly<Record<ExpectationSource, About>> = {
  link: 'Either a source sent something else, or the link’s checksum and its torrent don’t belong together.',
  pasted: 'Make sure that it is for this very file and version.',
  list: 'Make sure that the list is for this very version.',
  'signed-list': 'Make sure that the list is for this very version.',
  signature: ({ chain }) =>
    `The key is that of ${signerOf(chain)}. Make sure that the signature is for this very version.`,
  site: 'Tell the people who run this site.',
};

/** On whose word the comparison rests, and how far that goes; `undefined` when nothing was compared. */
export function sourceWords(verdict: Verdict): string | undefined {
  switch (verdict.kind) {
    case 'matches':
      return `${say(origins, verdict.by)} ${say(proofs, verdict.by)}`;
    case 'weak':
      // A weak digest proves nothing of what `proofs` says.
      return say(origins, verdict.by);
    case 'differs':
      return `${say(origins, verdict.expected)} ${say(doubts, verdict.expected)}`;
    case 'could-not-check':
    case 'nothing-to-check':
      return undefined;
  }
}

function say(table: Readonly<Record<ExpectationSource, About>>, expectation: Expectation): string {
  const about = table[expectation.source];
  return typeof about === 'string' ? about : about(expectation);
}

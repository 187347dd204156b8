import { labelOf } from '../base/digest-algorithms';
import { quotedName } from '../base/quoted-name';
import type { DigestExpectation } from '../release/expectation';
import type { BackedList, Evidence, MatchedEvidence } from './evidence';
import { findContradictions } from './find-contradictions';
import { ask, findQuestion, whyNotOfFile } from './find-question';
import { isNameOf } from './is-name-of';
import type { ListEntry } from './list-entry';
import { entriesNamed, unnamedEntries, withoutRepeats } from './list-index';
import type { ListMatch, MatchedFile } from './list-match';
import { otherNames } from './other-names';
import { summariseMatch } from './summarise-match';
import type { Digests, OpenQuestion } from './verdict';

/** How many names of other files a sentence holds. */
const mostNames = 3;

/**
 * Picks from the evidence what it says of `file`. A list is asked by file name and never by "some
 * line fits": otherwise a list that says the file should be another one would pass for a match. Of
 * several lists, those that don't name the file are passed over when another one does: a signed list
 * may name a list that names the file.
 *
 * Digests that contradict one another are all expected, beside a question: bytes that are none of
 * these differ, whichever is right.
 */
export function matchEvidence(evidence: Evidence, file: MatchedFile): MatchedEvidence {
  const matches = evidence.lists
    .filter((list) => list.problem === undefined)
    .map((list) => ({ list, ours: entriesFor(list, file) }));
  const signatures = evidence.signatures.filter(
    ({ name }) => name === undefined || isNameOf(name, file.name),
  );
  const digests = matches.flatMap((match) => expectationsOf(match, evidence, file));
  return {
    expectations: [...digests, ...signatures],
    summary: summariseMatch(matches, signatures, file.name),
    question: askWhichIsRight(digests, file) ?? findQuestion(evidence, matches, file),
  };
}

/**
 * Now that the bytes are known, a list without the file's name may still say what they are. That is a
 * warning, never a match.
 */
export function recogniseBytes(
  matched: MatchedEvidence,
  { lists }: Evidence,
  digests: Digests,
): MatchedEvidence {
  const code = matched.question?.problem.code;
  if (code !== 'check/not-in-list' && code !== 'check/other-file') return matched;
  const names = otherNames(
    lists.filter((list) => list.problem === undefined),
    digests,
  );
  if (names.length === 0) return matched;
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  const named = names.slice(0, mostNames).map(quotedName).join(', ');
  return {
    ...matched,
    question: ask('check/other-file', `In the list, these bytes are ${named}${more}.`),
  };
}

function entriesFor({ entries }: BackedList, file: MatchedFile): readonly ListEntry[] {
  return [...unnamedEntries(entries), ...withoutRepeats(entriesNamed(entries, file.name))];
}

function expectationsOf(
  { list, ours }: ListMatch,
  evidence: Evidence,
  file: MatchedFile,
): DigestExpectation[] {
  const { source, chain } = list;
  return ours.flatMap((entry) => {
    const { digest, name, size } = entry;
    if (digest.kind === 'unsupported' || whyNotOfFile(entry, evidence, file)) return [];
    const [algorithm, ...orElse] = digest.algorithms;
    const { hex } = digest;
    return [{ kind: 'digest', digest: { algorithm, hex }, orElse, source, name, size, chain }];
  });
}

/** Digests of one kind that are not the same, perhaps because two folders have files of one name. */
function askWhichIsRight(
  digests: readonly DigestExpectation[],
  { name }: MatchedFile,
): OpenQuestion | undefined {
  const [[first, ...others] = []] = findContradictions(digests);
  const other = others.find(({ digest }) => digest.hex !== first?.digest.hex);
  if (!first || !other) return undefined;
  const [here, there] = [first.name, other.name];
  const where =
    here === undefined || there === undefined || here === there
      ? ''
      : `: one is for ${quotedName(here)}, the other for ${quotedName(there)}`;
  const label = labelOf(first.digest.algorithm);
  return ask('check/conflict', `Two different ${label} for ${quotedName(name)}${where}.`);
}

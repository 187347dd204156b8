import { labelOf } from '../base/digest-algorithms';
import type { DigestExpectation } from '../release/expectation';
import type { BackedList, Evidence, MatchedEvidence } from './evidence';
import { ask, findQuestion, isInfoHash } from './find-question';
import { isNameOf } from './is-name-of';
import type { ListEntry } from './list-entry';
import { otherNames } from './other-names';
import { summariseMatch } from './summarise-match';
import type { Digests } from './verdict';

/** The file that the evidence is asked about. */
export interface MatchedFile {
  readonly name: string;
  /** 40 lower-case hexadecimal digits, if it comes with a torrent. */
  readonly infoHash?: string | undefined;
}

/** What one list says of the file. */
export interface ListMatch {
  readonly list: BackedList;
  /** The entries that are about the file, each once; those without a name included. */
  readonly ours: readonly ListEntry[];
}

/** How many names of other files a sentence holds. */
const mostNames = 3;

/**
 * Picks from the evidence what it says of `file`. A list is asked by file name and never by "some
 * line fits": otherwise a list that says the file should be another one would pass for a match. Of
 * several lists, those that don't name the file are passed over when another one does: a signed list
 * may name a list that names the file.
 */
export function matchEvidence(evidence: Evidence, file: MatchedFile): MatchedEvidence {
  const matches = evidence.lists
    .filter((list) => list.problem === undefined)
    .map((list) => ({ list, ours: entriesFor(list, file) }));
  const signatures = evidence.signatures.filter(
    ({ name }) => name === undefined || isNameOf(name, file.name),
  );
  const digests = matches.flatMap((match) => expectationsOf(match, file));
  const conflict = findConflict(digests);
  return {
    expectations: [...digests.filter((one) => !conflict?.between.has(one)), ...signatures],
    summary: summariseMatch(matches, signatures, file.name),
    question: conflict
      ? ask('check/conflict', `Two different ${conflict.label} for ${file.name}.`)
      : findQuestion(evidence, matches, file),
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
  const entries = lists.flatMap((list) => (list.problem ? [] : list.entries));
  const names = otherNames(entries, digests);
  if (names.length === 0) return matched;
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  const named = names.slice(0, mostNames).join(', ');
  return {
    ...matched,
    question: ask('check/other-file', `In the list, these bytes are ${named}${more}.`),
  };
}

function entriesFor(list: BackedList, file: MatchedFile): ListEntry[] {
  const ours = new Map<string, ListEntry>();
  for (const entry of list.entries) {
    if (entry.name !== undefined && !isNameOf(entry.name, file.name)) continue;
    const key = JSON.stringify([entry.digest, entry.size]);
    if (!ours.has(key)) ours.set(key, entry);
  }
  return [...ours.values()];
}

function expectationsOf({ list, ours }: ListMatch, file: MatchedFile): DigestExpectation[] {
  const { source, chain } = list;
  return ours.flatMap((entry) => {
    const { digest, name, size } = entry;
    if (digest.kind === 'unsupported' || isInfoHash(entry, file)) return [];
    const [algorithm, ...orElse] = digest.algorithms;
    const { hex } = digest;
    return [{ kind: 'digest', digest: { algorithm, hex }, orElse, source, name, size, chain }];
  });
}

interface Conflict {
  /** Of the algorithm, for people. */
  readonly label: string;
  readonly between: ReadonlySet<DigestExpectation>;
}

/** Digits of one kind that are not the same: they can't all be the file's. */
function findConflict(expectations: readonly DigestExpectation[]): Conflict | undefined {
  const byKind = new Map<string, DigestExpectation[]>();
  for (const one of expectations) {
    const kind = [one.digest.algorithm, ...one.orElse].join();
    const same = byKind.get(kind);
    if (same) same.push(one);
    else byKind.set(kind, [one]);
  }
  for (const [first, ...others] of byKind.values()) {
    if (!first || others.every(({ digest }) => digest.hex === first.digest.hex)) continue;
    return { label: labelOf(first.digest.algorithm), between: new Set([first, ...others]) };
  }
  return undefined;
}

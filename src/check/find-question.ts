import { Problem, type ProblemCode } from '../base/problem';
import type { Evidence } from './evidence';
import { isNameOf } from './is-name-of';
import type { ListEntry } from './list-entry';
import type { ListMatch, MatchedFile } from './match-evidence';
import type { OpenQuestion } from './verdict';

/** A question that nothing but its code and a sentence goes with. */
export function ask(code: ProblemCode, detail: string): OpenQuestion {
  return { problem: new Problem(code, detail), chain: [] };
}

/** The first thing in the evidence that can't be used for `file`, whatever its bytes are. */
export function findQuestion(
  evidence: Evidence,
  matches: readonly ListMatch[],
  file: MatchedFile,
): OpenQuestion | undefined {
  return (
    evidence.questions[0] ??
    brokenList(evidence) ??
    unusableDigits(matches, file) ??
    notNamed(matches, file) ??
    otherSignature(evidence, file)
  );
}

/** Whether digits without a name are the name of the file's torrent, which has 40 of them too. */
export function isInfoHash({ name, digest }: ListEntry, file: MatchedFile): boolean {
  return name === undefined && digest.kind === 'digest' && digest.hex === file.infoHash;
}

/** A list that vouches for nothing, whether or not it names the file. */
function brokenList({ lists }: Evidence): OpenQuestion | undefined {
  for (const { problem, chain } of lists) if (problem) return { problem, chain };
  return undefined;
}

/** What is given for the file is no digest of its bytes, or of a kind that nothing here computes. */
function unusableDigits(
  matches: readonly ListMatch[],
  file: MatchedFile,
): OpenQuestion | undefined {
  const ours = matches.flatMap((match) => match.ours);
  if (ours.some((entry) => isInfoHash(entry, file))) {
    const detail = 'It is the info hash: it names the torrent that the file comes with.';
    return ask('check/not-a-file-hash', detail);
  }
  const [first] = ours;
  if (first?.digest.kind !== 'unsupported') return undefined;
  if (ours.some(({ digest }) => digest.kind === 'digest')) return undefined;
  return ask('check/unknown-kind', `The checksum is a ${first.digest.label}.`);
}

/** There are lines with names, and none of them has the file's. */
function notNamed(matches: readonly ListMatch[], file: MatchedFile): OpenQuestion | undefined {
  if (matches.some(({ ours }) => ours.some(isNamed))) return undefined;
  const named = matches.flatMap(({ list }) => list.entries.filter(isNamed));
  const [only] = named;
  if (!only) return undefined;
  return named.length === 1
    ? ask('check/other-file', `The checksum is for ${only.name}, this file is ${file.name}.`)
    : ask('check/not-in-list', `${named.length} lines, none of them for ${file.name}.`);
}

function isNamed(entry: ListEntry): entry is ListEntry & { readonly name: string } {
  return entry.name !== undefined;
}

/** A signature whose own name says that it is over another file, and none that is over this one. */
function otherSignature({ signatures }: Evidence, file: MatchedFile): OpenQuestion | undefined {
  const names = signatures.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const [first] = names;
  if (first === undefined || names.some((name) => isNameOf(name, file.name))) return undefined;
  return ask('check/other-file', `The signature is for ${first}, this file is ${file.name}.`);
}

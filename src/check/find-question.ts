import { Problem, type ProblemCode } from '../base/problem';
import { quotedName } from '../base/quoted-name';
import type { Evidence } from './evidence';
import { isNameOf } from './is-name-of';
import type { ListEntry } from './list-entry';
import { namedEntries } from './list-index';
import type { ListMatch, MatchedFile } from './list-match';
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
    unusableDigits(evidence, matches, file) ??
    notNamed(matches, file) ??
    otherSignature(evidence, file)
  );
}

/** Why digits without a name are of something else; `undefined` when they may be the file's. */
export function whyNotOfFile(
  { name, digest }: ListEntry,
  { keys }: Evidence,
  { infoHash }: MatchedFile,
): string | undefined {
  if (name !== undefined || digest.kind !== 'digest') return undefined;
  // Info hashes and fingerprints are SHA-1 and SHA-256 too, of something else.
  if (digest.hex === infoHash)
    return 'It is the info hash: it names the torrent that the file comes with.';
  return keys.some(({ fingerprint }) => fingerprint.toLowerCase() === digest.hex)
    ? 'It is the fingerprint of a key: these are the digits of the key, not of the file.'
    : undefined;
}

/** A list that vouches for nothing, whether or not it names the file. */
function brokenList({ lists }: Evidence): OpenQuestion | undefined {
  for (const { problem, chain } of lists) if (problem) return { problem, chain };
  return undefined;
}

/** What is given for the file is no digest of its bytes, or of a kind that nothing here computes. */
function unusableDigits(
  evidence: Evidence,
  matches: readonly ListMatch[],
  file: MatchedFile,
): OpenQuestion | undefined {
  const ours = matches.flatMap((match) => match.ours);
  for (const entry of ours) {
    const why = whyNotOfFile(entry, evidence, file);
    if (why) return ask('check/not-a-file-hash', why);
  }
  const [first] = ours;
  if (first?.digest.kind !== 'unsupported') return undefined;
  if (ours.some(({ digest }) => digest.kind === 'digest')) return undefined;
  return ask('check/unknown-kind', `The checksum is a ${first.digest.label}.`);
}

/** There are lines with names, and none of them has the file's. */
function notNamed(matches: readonly ListMatch[], file: MatchedFile): OpenQuestion | undefined {
  if (matches.some(({ ours }) => ours.some(({ name }) => name !== undefined))) return undefined;
  const named = matches.map(({ list }) => namedEntries(list.entries));
  const count = named.reduce((sum, entries) => sum + entries.length, 0);
  const only = named.find((entries) => entries.length > 0)?.[0];
  if (!only) return undefined;
  return count === 1
    ? otherFile('checksum', only.name, file)
    : ask('check/not-in-list', `${count} lines, none of them for ${quotedName(file.name)}.`);
}

/** A signature whose own name says that it is over another file, and none that is over this one. */
function otherSignature({ signatures }: Evidence, file: MatchedFile): OpenQuestion | undefined {
  const names = signatures.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const [first] = names;
  if (first === undefined || names.some((name) => isNameOf(name, file.name))) return undefined;
  return otherFile('signature', first, file);
}

function otherFile(what: 'checksum' | 'signature', other: string, file: MatchedFile): OpenQuestion {
  const [theirs, ours] = [quotedName(other), quotedName(file.name)];
  return ask('check/other-file', `The ${what} is for ${theirs}, this file is ${ours}.`);
}

import { Problem } from '../base/problem';
import type { Expectation } from '../release/expectation';
import { digestAlgorithms, labelOf } from './digest-algorithms';
import type { ParsedChecksums } from './parse-checksums';
import type { ListEntry } from './read-gnu-line';

/** What a pasted text expects of one file. */
export type MatchedChecksums =
  | {
      readonly kind: 'expectations';
      /** At least one. */
      readonly expectations: Expectation[];
      /** What was recognised, as a sentence; may hold a hostile name. */
      readonly summary: string;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Picks from a pasted text what it says of `file`. A list is asked by file name and never by "some
 * line fits": otherwise a list that says the file should be another one would pass for a match.
 */
export function matchChecksums(
  parsed: ParsedChecksums,
  file: { readonly name: string },
): MatchedChecksums {
  switch (parsed.kind) {
    case 'problem':
      return parsed;
    case 'digest':
      return {
        kind: 'expectations',
        expectations: [{ digest: parsed.digest, source: 'pasted', name: undefined }],
        summary: `${digestAlgorithms[parsed.digest.algorithm].aLabel}, on its own.`,
      };
    case 'list':
      return matchList(parsed.entries, file.name);
  }
}

function matchList(entries: readonly ListEntry[], name: string): MatchedChecksums {
  const ours = entries.filter((entry) => isFor(entry, name));
  if (ours.length === 0) return { kind: 'problem', problem: notListed(entries, name) };
  const distinct = distinctDigests(ours);
  const twice = distinct.find((entry, i) =>
    distinct.slice(0, i).some((other) => other.digest.algorithm === entry.digest.algorithm),
  );
  if (twice) {
    const detail = `Two different ${labelOf(twice.digest.algorithm)} for ${name}.`;
    return { kind: 'problem', problem: new Problem('check/conflict', detail) };
  }
  const source = entries.length === 1 ? 'pasted' : 'list';
  return {
    kind: 'expectations',
    expectations: distinct.map((entry) => ({ digest: entry.digest, source, name: entry.name })),
    summary: summarise(distinct, name, entries.length),
  };
}

/** The whole name or its last path component is `name`, character by character. */
function isFor(entry: ListEntry, name: string): boolean {
  if (name === '') return false;
  return entry.name === name || entry.name.slice(entry.name.lastIndexOf('/') + 1) === name;
}

function notListed(entries: readonly ListEntry[], name: string): Problem {
  const [only] = entries;
  return entries.length === 1 && only
    ? new Problem('check/other-file', `The checksum is for ${only.name}, this file is ${name}.`)
    : new Problem('check/not-in-list', `${entries.length} lines, none of them for ${name}.`);
}

/** The first entry with each digest. */
function distinctDigests(entries: readonly ListEntry[]): ListEntry[] {
  const byDigest = new Map<string, ListEntry>();
  for (const entry of entries) {
    const key = `${entry.digest.algorithm}:${entry.digest.hex}`;
    if (!byDigest.has(key)) byDigest.set(key, entry);
  }
  return [...byDigest.values()];
}

function summarise(entries: readonly ListEntry[], name: string, lineCount: number): string {
  const labels = entries.map((entry) => labelOf(entry.digest.algorithm)).join(' and ');
  const origin = lineCount === 1 ? '' : `, from a list of ${lineCount}`;
  return `${labels} for ${name}${origin}.`;
}

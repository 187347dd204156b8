import type { Evidence } from '../check/evidence';
import { isNameOf, nameKey } from '../check/is-name-of';
import { namedEntries } from '../check/list-index';

/** What lists name and nobody brought. */
export interface Missing {
  /** Hostile text, each once, in the order of the lists. */
  readonly names: readonly string[];
  /** Names in lists that are too long to name each. */
  readonly others: number;
}

export const nothingMissing: Missing = { names: [], others: 0 };

/** A list with more lines than this is of a whole archive: nobody means to bring all of it. */
const mostNamed = 200;

/**
 * Names in the lists that no file was brought for. Nothing is missing before the first file.
 *
 * @param files names of the files to check
 * @param documents names of the files that were brought as evidence: a list may name another list
 */
export function findMissing(
  { lists }: Evidence,
  files: readonly string[],
  documents: readonly string[],
): Missing {
  if (files.length === 0) return nothingMissing;
  const here = byKey([...files, ...documents]);
  const names = new Set<string>();
  const others = new Set<string>();
  for (const { entries } of lists) {
    const absent = entries.length > mostNamed ? others : names;
    for (const { name, key } of namedEntries(entries))
      if (!here.get(key)?.some((file) => isNameOf(name, file))) absent.add(name);
  }
  return { names: [...names], others: others.size };
}

function byKey(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const key = nameKey(name);
    const same = index.get(key);
    if (same) same.push(name);
    else index.set(key, [name]);
  }
  return index;
}

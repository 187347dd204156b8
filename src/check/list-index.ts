import { isNameOf, nameKey } from './is-name-of';
import type { ListEntry } from './list-entry';

/*
 * A list can have 60,000 lines and be asked about 1,000 files. Each of these goes through the lines once
 * and keeps what it found for as long as the list is there: entries never change.
 */

type Entries = readonly ListEntry[];

/** An entry that has a name. */
interface NamedEntry {
  readonly entry: ListEntry;
  readonly name: string;
  readonly key: string;
}

/** The entries that are about a file called `name`, as `isNameOf` has it, in their order. */
export function entriesNamed(entries: Entries, name: string): Entries {
  const candidates = byKey(entries).get(nameKey(name)) ?? [];
  return candidates.filter((entry) => entry.name !== undefined && isNameOf(entry.name, name));
}

/** The entries with these digits, in their order. */
export function entriesWith(entries: Entries, hex: string): Entries {
  return byHex(entries).get(hex) ?? [];
}

/** The entries that have no name, those that say the same left out: of whichever file is at hand. */
export const unnamedEntries = oncePerList((entries) =>
  withoutRepeats(entries.filter(({ name }) => name === undefined)),
);

/** The entries that have a name, each with the key of its name. */
export const namedEntries = oncePerList((entries): readonly NamedEntry[] => {
  const named: NamedEntry[] = [];
  for (const entry of entries) {
    const { name } = entry;
    if (name !== undefined) named.push({ entry, name, key: nameKey(name) });
  }
  return named;
});

const byKey = oncePerList((entries) => {
  const index = new Map<string, ListEntry[]>();
  for (const { entry, key } of namedEntries(entries)) append(index, key, entry);
  return index;
});

const byHex = oncePerList((entries) => {
  const index = new Map<string, ListEntry[]>();
  for (const entry of entries)
    if (entry.digest.kind === 'digest') append(index, entry.digest.hex, entry);
  return index;
});

/** Entries that say something else than those before them. */
export function withoutRepeats(entries: Entries): Entries {
  const first = new Map<string, ListEntry>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.digest, entry.size]);
    if (!first.has(key)) first.set(key, entry);
  }
  return [...first.values()];
}

function append(index: Map<string, ListEntry[]>, key: string, entry: ListEntry): void {
  const entries = index.get(key);
  if (entries) entries.push(entry);
  else index.set(key, [entry]);
}

function oncePerList<T extends object>(make: (entries: Entries) => T): (entries: Entries) => T {
  const made = new WeakMap<Entries, T>();
  return (entries) => {
    const known = made.get(entries) ?? make(entries);
    made.set(entries, known);
    return known;
  };
}

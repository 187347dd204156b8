import { trimEdges } from './invisible-characters';

/**
 * Whether a name in a list is that of a file called `name`: the whole of it or its last path component,
 * character by character. Hashing tools write paths with `/`, on Windows with `\`. What a web page leaves
 * at the ends of a copied line, blanks and invisible characters, does not make it another name.
 */
export function isNameOf(listed: string, name: string): boolean {
  if (name === '') return false;
  const last = listed.slice(lastSeparator(listed) + 1);
  return [listed, last, trimEdges(last)].includes(name);
}

function lastSeparator(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}

import { trimEdges } from './invisible-characters';

/**
 * Whether a name in a list is that of a file called `name`: the whole of it or its last path component,
 * character by character. Hashing tools write paths with `/`, on Windows with `\`. What a web page leaves
 * at the ends of a copied line, blanks and invisible characters, does not make it another name.
 */
export function isNameOf(listed: string, name: string): boolean {
  if (name === '') return false;
  const last = lastComponent(listed);
  const wanted = comparable(name);
  return [listed, last, trimEdges(last)].some((one) => comparable(one) === wanted);
}

/** The same for any two names of which one is that of the other, and for few more. */
export function nameKey(name: string): string {
  return comparable(trimEdges(lastComponent(name)));
}

/** No disk has longer names. Of many marks on one letter, normalization takes quadratic time. */
const longestNormalized = 1000;

/**
 * The same text for all that Unicode calls canonically equivalent (UAX #15, form C): macOS writes "é" as
 * two code points where others write one. Nobody can see the difference, and it makes no other text.
 * Letters of other alphabets that look alike, and other case, stay what they are.
 */
function comparable(name: string): string {
  return name.length > longestNormalized ? name : name.normalize('NFC');
}

function lastComponent(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

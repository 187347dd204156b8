import { trimEdges, withoutPageSpaces } from '../invisible-characters';
import type { AlgorithmName } from './algorithm-name';
import { readDigest } from './read-digest';
import { entryFrom, type Reading } from './reading';

/** Characters of the longest digest in hexadecimal, of SHA-512. */
const longestDigest = 128;

/** Shorter full digests, of CRC-32, are also the groups that longer ones are printed in. */
const shortestWhole = 32;

/** A digest without a name on one line, in groups or not. */
export function readBareLine(line: string, under?: AlgorithmName): Reading {
  const text = trimEdges(line);
  if (/^\S+$/.test(text)) {
    const reading = entryFrom(undefined, readDigest(text, under));
    return reading.kind === 'entries' ? reading : undefined;
  }
  return text.length > 2 * longestDigest ? undefined : readGroups(text, under);
}

/**
 * Hexadecimal digits with white space among them, on one line or wrapped. On a line the groups are of one
 * length: digits with a short word behind them are no longer digest. A group that is a full
 * digest is no part of another one: then it is several digests, or one and a name.
 */
export function readGroups(lines: string | readonly string[], name?: AlgorithmName): Reading {
  const rows = [lines].flat().map((line) => withoutPageSpaces(line).split(/\s+/).filter(Boolean));
  const groups = rows.flat();
  const joined = groups.join('');
  if (!/^[0-9a-f]+$/i.test(joined) || joined.length > longestDigest) return undefined;
  const isSeveral = groups.some(
    (group) => group.length >= shortestWhole && readDigest(group, name).kind !== 'refusal',
  );
  if ((isSeveral && groups.length > 1) || !rows.every(isEven)) return undefined;
  const reading = entryFrom(undefined, readDigest(joined, name));
  return reading.kind === 'entries' ? reading : undefined;
}

/** Only the last of many groups may be shorter than the others. */
function isEven(groups: readonly string[]): boolean {
  const [first = '', ...others] = groups;
  const length = first.length;
  return others.every(
    (group, i) =>
      group.length === length || (group.length < length && i > 0 && i === others.length - 1),
  );
}

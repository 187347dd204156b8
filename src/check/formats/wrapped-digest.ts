import { readBareLine, readGroups } from './bare-line';
import { isBareNumber } from './bare-number';
import { splitLabel } from './label';
import { isSilent, type ListText } from './list-text';
import type { Reading } from './reading';

/** Characters of the longest text that is one wrapped digest, with room for indentation. */
const longest = 600;

/**
 * A digest without a name over several lines, as pages and gpg wrap it, with or without its algorithm
 * before it. Not if each line is a digest by itself.
 */
export function readWrappedDigest({ lines }: ListText): Reading {
  const texts: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (isSilent(line)) continue;
    texts.push(line);
    length += line.length;
    if (length > longest) return undefined;
  }
  const [first = '', ...others] = texts;
  if (others.length === 0) return undefined;
  const label = splitLabel(first);
  if (label) return readGroups([label.rest, ...others], label.name);
  const reading = texts.every((text) => readBareLine(text)) ? undefined : readGroups(texts);
  // Nobody wraps eight digits.
  return reading?.kind === 'entries' && reading.entries.some(isBareNumber) ? undefined : reading;
}

import type { AlgorithmName } from './algorithm-name';
import { readDigest } from './read-digest';
import { entryFrom, type Reading } from './reading';

/**
 * A line of a Debian control file on its own: ` digest size name`, the blank at its beginning
 * included: without it, the size could be the beginning of a name.
 */
export function readSizedLine(line: string, under?: AlgorithmName): Reading {
  const match = /^[ \t]+([0-9a-f]{32,128})[ \t]+(\d{1,15})[ \t]+(?=\S)/i.exec(line);
  if (!match) return undefined;
  const [head, digest = '', size] = match;
  return entryFrom(line.slice(head.length).trimEnd(), readDigest(digest, under), Number(size));
}

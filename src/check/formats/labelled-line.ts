import { readGroups } from './bare-line';
import { readGnuLine } from './gnu-line';
import { splitLabel } from './label';
import { readDigest } from './read-digest';
import { entryFrom, refusal, type Reading } from './reading';

/** `SHA-256: …`, `sha256:…` of OCI, `MD5 = …`, `SHA-256 …`, with a file name behind the digest or none. */
export function readLabelledLine(line: string): Reading {
  const label = splitLabel(line);
  if (!label || label.rest === '') return undefined;
  const { name, rest } = label;
  const isOneWord = !/\s/.test(rest);
  if (name.kind === 'not-of-bytes')
    return isOneWord ? refusal('check/not-a-file-hash', `It is a ${name.label}.`) : undefined;
  if (!isOneWord) return readGroups(rest, name) ?? readGnuLine(rest, name);
  const reading = entryFrom(undefined, readDigest(rest, name));
  return reading.kind === 'refusal' && reading.code === 'check/not-a-checksum'
    ? undefined
    : reading;
}

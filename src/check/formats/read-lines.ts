import { trimStart } from '../invisible-characters';
import type { ListEntry, Refusal } from '../list-entry';
import type { AlgorithmName } from './algorithm-name';
import { readBareLine } from './bare-line';
import { asCrc32, hasCrc32, isBareNumber, notCrc32 } from './bare-number';
import { readCksumLine } from './cksum-line';
import { readDigestHeader } from './digest-header';
import { readGnuLine } from './gnu-line';
import { readHeading, splitLabel } from './label';
import { readLabelledLine } from './labelled-line';
import { isSilent, type ListText } from './list-text';
import { readNameFirstLine } from './name-first-line';
import { readDigest } from './read-digest';
import { atLine, found, refusal, type Found, type Reading } from './reading';
import { readSizedLine } from './sized-line';
import { readTaggedLine } from './tagged-line';

/**
 * The formats of one line, tried in this order; the first that knows the line answers. `under` is the
 * algorithm of the heading above the line, for those that name none themselves.
 */
const lineReaders: readonly ((line: string, under?: AlgorithmName) => Reading)[] = [
  readBareLine,
  readSizedLine,
  readGnuLine,
  readTaggedLine,
  readDigestHeader,
  readLabelledLine,
  readCksumLine,
  readNameFirstLine,
];

/** Reads a text line by line. Lines in several formats may follow one another. */
export function readLines({ lines }: ListText): Found | Refusal {
  const entries: ListEntry[] = [];
  let under: AlgorithmName | undefined;
  let firstNumber: number | undefined;
  for (const [i, line] of lines.entries()) {
    if (isSilent(line)) continue;
    const heading = readHeading(line);
    if (heading) {
      under = heading;
      continue;
    }
    const reading = readLine(line, under);
    if (reading.kind === 'refusal') return refuseLine(lines, i, reading);
    for (const one of reading.entries) entries.push(one);
    if (reading.entries.some(isBareNumber)) firstNumber ??= i;
  }
  if (entries.length === 0) return refusal('check/empty', '');
  if (firstNumber !== undefined && !hasCrc32(lines, entries))
    return refuseLine(lines, firstNumber, notCrc32);
  return found(entries.map(asCrc32));
}

function refuseLine(lines: readonly string[], i: number, reason: Refusal): Refusal {
  const isOnly = lines.filter((line) => !isSilent(line)).length === 1;
  return isOnly ? reason : atLine(i + 1, reason);
}

function readLine(line: string, under: AlgorithmName | undefined): Found | Refusal {
  for (const read of lineReaders) {
    const reading = read(line, under);
    if (reading) return reading;
  }
  return explain(line, under);
}

/** Says of a line in no known format what is wrong with the digest in it, if one can be made out. */
function explain(line: string, under: AlgorithmName | undefined): Refusal {
  const label = splitLabel(line);
  const text = label ? label.rest : trimStart(line);
  const word = /^\S+/.exec(text)?.[0] ?? '';
  const reading = readDigest(word, label?.name ?? under);
  const detail = 'No checksum and file name can be made out.';
  return reading.kind === 'refusal' ? reading : refusal('check/not-a-checksum', detail);
}

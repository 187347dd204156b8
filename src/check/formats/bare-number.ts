import type { ListEntry, PublishedDigest, Refusal } from '../list-entry';
import { published, refusal } from './reading';

/**
 * Eight decimal digits that nothing beside them calls a CRC-32. Most such numbers are sizes and dates,
 * and few CRC-32 have no letter.
 */
interface BareNumber extends PublishedDigest {
  readonly isBareNumber: true;
}

export function bareNumber(digits: string): BareNumber {
  return { ...published(digits, 'crc32'), isBareNumber: true };
}

export function isBareNumber({ digest }: ListEntry): boolean {
  return 'isBareNumber' in digest;
}

export const notCrc32: Refusal = refusal(
  'check/not-a-checksum',
  '8 digits without a letter: a size or a date? A CRC-32 is taken from an .sfv list, or with its label.',
);

/** Whether the bare numbers in a text are CRC-32: another one in it is, or it has comments as SFV files have. */
export function hasCrc32(lines: readonly string[], entries: readonly ListEntry[]): boolean {
  return lines.some((line) => line.startsWith(';')) || entries.some(isSurelyCrc32);
}

/** It has a letter, or its label. */
function isSurelyCrc32(entry: ListEntry): boolean {
  const { digest } = entry;
  return digest.kind === 'digest' && digest.algorithms[0] === 'crc32' && !isBareNumber(entry);
}

export function asCrc32(entry: ListEntry): ListEntry {
  const { digest } = entry;
  if (digest.kind !== 'digest' || !isBareNumber(entry)) return entry;
  return { ...entry, digest: published(digest.hex, 'crc32') };
}

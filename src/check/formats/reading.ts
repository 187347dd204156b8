import type { DigestAlgorithm } from '../../base/digest-algorithms';
import type { ProblemCode } from '../../base/problem';
import type { ListEntry, PublishedDigest, Refusal, UnsupportedDigest } from '../list-entry';

/** What came of reading one digest. */
export type DigestReading = PublishedDigest | UnsupportedDigest | Refusal;

/** What came of reading a line or a text. `undefined`: it is not in this format. */
export type Reading = Found | Refusal | undefined;

export interface Found {
  readonly kind: 'entries';
  readonly entries: readonly ListEntry[];
}

export function refusal(code: ProblemCode, detail: string): Refusal {
  return { kind: 'refusal', code, detail };
}

/** Takes an array: a call has no room for the arguments that a list of 130,000 lines would be. */
export function found(entries: readonly ListEntry[]): Found {
  return { kind: 'entries', entries };
}

/** The same refusal, said of a line; counted from 1, as an editor does. */
export function atLine(number: number, { code, detail }: Refusal): Refusal {
  return refusal(code, `Line ${number}: ${detail || 'no checksum.'}`);
}

/** Tools print "-" for what came through a pipe: a digest without a name. */
export function entry(
  name: string | undefined,
  digest: PublishedDigest | UnsupportedDigest,
  size?: number,
): ListEntry {
  return { name: name === '-' ? undefined : name, digest, size };
}

export function published(
  hex: string,
  first: DigestAlgorithm,
  ...others: readonly DigestAlgorithm[]
): PublishedDigest {
  return { kind: 'digest', hex: hex.toLowerCase(), algorithms: [first, ...others] };
}

/** An entry of a digest that was read, or why there is none. */
export function entryFrom(
  name: string | undefined,
  reading: DigestReading,
  size?: number,
): Found | Refusal {
  return reading.kind === 'refusal' ? reading : found([entry(name, reading, size)]);
}

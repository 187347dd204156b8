import { trimEdges } from '../invisible-characters';
import type { ListEntry, Refusal } from '../list-entry';
import { algorithmNamed, type AlgorithmName } from './algorithm-name';
import { isSilent, type ListText } from './list-text';
import { splitLabel } from './label';
import { readGnuLine } from './gnu-line';
import { readDigest } from './read-digest';
import { atLine, entry, published, type DigestReading, type Reading } from './reading';

/** One digest of the listing, as far as it has been read. */
interface Record {
  readonly line: number;
  readonly name: string | undefined;
  readonly algorithm?: AlgorithmName | undefined;
  digits: string;
}

/** A line, taken apart. */
interface Part {
  /** Present when the line begins a file. */
  readonly name?: string;
  readonly algorithm?: AlgorithmName | undefined;
  /** In groups; empty when they follow on the next line. */
  readonly digits: string;
}

/**
 * What `gpg --print-md` prints: `f.iso: 5891B5B5 22D5DF08 …`, the digits in groups and over several lines
 * when they are many; with `*` for the algorithm, `f.iso: SHA256 = 5891B5B5 …` for each that it knows.
 * After a long name, the digits begin on the next line.
 */
export function readGpgListing({ lines }: ListText): Reading {
  const first = lines.find((line) => !isSkipped(line));
  if (first === undefined || !isHead(first)) return undefined;
  const records: Record[] = [];
  // A name that was too long for digits behind it.
  let pending: string | undefined;
  for (const [i, line] of lines.entries()) {
    if (isSkipped(line)) continue;
    const part = readPart(line);
    if (!part) return toEntries(records)?.kind === 'entries' ? atLine(i + 1, notListed) : undefined;
    if (part.name !== undefined) pending = part.digits === '' ? part.name : undefined;
    const last = records.at(-1);
    if (last && part.name === undefined && !part.algorithm) last.digits += part.digits;
    else records.push({ ...part, line: i + 1, name: part.name ?? pending });
  }
  return toEntries(records);
}

const notListed: Refusal = { kind: 'refusal', code: 'check/not-a-checksum', detail: '' };

/** A name may start with the sign of a comment. */
function isSkipped(line: string): boolean {
  return isSilent(line) && !isHead(line);
}

/** A line of another format can look like the beginning of this one. */
function isHead(line: string): boolean {
  const part = readPart(line);
  if (!part || readGnuLine(line)) return false;
  if (part.algorithm) return true;
  // One group alone can be a year or a version.
  return part.name !== undefined && (part.digits === '' || part.digits.length > 8);
}

function readPart(line: string): Part | undefined {
  const colon = line.lastIndexOf(': ');
  const after = readDigits(line.slice(colon < 0 ? 0 : colon + 2));
  if (!after || colon < 0) return after;
  const name = line.slice(0, colon);
  const label = splitLabel(`${name}:`);
  if (label?.rest === '' && after.algorithm === undefined)
    return { algorithm: label.name, digits: after.digits };
  return trimEdges(name) === '' ? undefined : { ...after, name };
}

/** Characters of digits and spaces on a line, with room to spare. */
const longestRow = 120;

/** Groups of two digits, of four or of eight, and the algorithm before them if there is one. */
function readDigits(text: string): Part | undefined {
  const tag = /^ *([A-Z][A-Z0-9]{2,6}) = /.exec(text);
  const algorithm = tag ? algorithmNamed(tag[1] ?? '') : undefined;
  if (tag && !algorithm) return undefined;
  const groups = text.slice(tag ? tag[0].length : 0).trim();
  const isGrouped =
    groups.length <= longestRow && /^[0-9A-F]{2,8}(?: +[0-9A-F]{2,8})*$/.test(groups);
  if (!isGrouped && (tag || groups !== '')) return undefined;
  return { algorithm, digits: groups.replaceAll(' ', '') };
}

function toEntries(records: readonly Record[]): Reading {
  const entries: ListEntry[] = [];
  for (const { line, name, algorithm, digits } of records) {
    if (digits === '') continue;
    const digest = onlyFirst(readDigest(digits, algorithm), algorithm);
    if (digest.kind === 'refusal') return records.length === 1 ? digest : atLine(line, digest);
    // gpg knows no kind with so few digits.
    if (!algorithm && digits.length === 8) return undefined;
    entries.push(entry(name, digest));
  }
  return entries.length > 0 ? { kind: 'entries', entries } : undefined;
}

/** Of algorithms whose digests are of one length, gpg has one (but for RIPEMD-160, which it prints like SHA-1). */
function onlyFirst(digest: DigestReading, named: AlgorithmName | undefined): DigestReading {
  if (named || digest.kind !== 'digest') return digest;
  return published(digest.hex, digest.algorithms[0]);
}

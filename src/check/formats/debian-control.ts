import type { ListEntry, Refusal } from '../list-entry';
import { algorithmNamed, type AlgorithmName } from './algorithm-name';
import type { ListText } from './list-text';
import { readDigest } from './read-digest';
import { atLine, entryFrom, refusal, type Reading } from './reading';

/** One field of a stanza (Debian Policy, section 5.1). */
interface Field {
  /** Lower case. */
  readonly key: string;
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A field with its further lines. */
interface OpenField extends Field {
  readonly more: Field[];
}

const digestFields: ReadonlyMap<string, AlgorithmName | undefined> = new Map(
  ['MD5Sum MD5', 'SHA1 SHA1', 'SHA256 SHA256', 'SHA384 SHA384', 'SHA512 SHA512', 'Files MD5']
    .concat(['Sha1', 'Sha256', 'Sha512'].map((name) => `Checksums-${name} ${name}`))
    .map((row) => row.toLowerCase().split(' '))
    .map(([field = '', name = '']) => [field, algorithmNamed(name)]),
);

/**
 * Debian's control files: `Release`, `.dsc`, `.changes`, `.buildinfo` and `Sources` have blocks of
 * ` digest size name` below `SHA256:` and the like; `Packages` has `Filename:`, `Size:` and digests in
 * each stanza. Other fields say nothing here. Takes time linear in the text.
 */
export function readDebianControl({ lines, first }: ListText): Reading {
  if (first === undefined || !/^[A-Za-z][A-Za-z0-9-]*:/.test(first)) return undefined;
  const entries: ListEntry[] = [];
  let broken: Refusal | undefined;
  let stanza: OpenField[] = [];
  for (let i = 0; i <= lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() !== '') {
      if (!addLine(stanza, line, i + 1))
        return entries.length > 0 ? atLine(i + 1, noField) : undefined;
      continue;
    }
    broken ??= readStanza(stanza, entries);
    stanza = [];
  }
  // A text that has no such entry at all is something else.
  return entries.length === 0 ? undefined : (broken ?? { kind: 'entries', entries });
}

const noField = refusal('check/not-a-checksum', 'No field and no part of one.');

/** False when the line is none of such a file. */
function addLine(stanza: OpenField[], line: string, number: number): boolean {
  if (line.startsWith('#')) return true;
  const colon = /^[ \t]/.test(line) ? 0 : line.indexOf(':');
  if (colon < 0 || (colon > 0 && !/^[!-~]+$/.test(line.slice(0, colon)))) return false;
  const value = line.slice(colon && colon + 1).trim();
  if (colon > 0)
    stanza.push({ key: line.slice(0, colon).toLowerCase(), value, line: number, more: [] });
  else stanza.at(-1)?.more.push({ key: '', value, line: number });
  return stanza.length > 0;
}

/** Adds to `entries` what the stanza says, up to the first line of digests that can't be read. */
function readStanza(stanza: readonly OpenField[], entries: ListEntry[]): Refusal | undefined {
  const name = stanza.find(({ key }) => key === 'filename')?.value;
  const size = readSize(stanza.find(({ key }) => key === 'size')?.value);
  for (const field of stanza) {
    const algorithm = digestFields.get(field.key);
    if (!algorithm) continue;
    for (const row of field.value === '' ? field.more : [field]) {
      const reading =
        row === field ? readField(row, algorithm, name, size) : readBlockLine(row, algorithm);
      if (reading.kind === 'refusal') return atLine(row.line, reading);
      entries.push(...reading.entries);
    }
  }
  return undefined;
}

function readField(
  { value }: Field,
  algorithm: AlgorithmName,
  name: string | undefined,
  size: number | undefined,
): NonNullable<Reading> {
  if (name === undefined) return refusal('check/not-a-checksum', 'No file name goes with it.');
  return entryFrom(name, readDigest(value, algorithm), size);
}

/** In `Files` of a `.changes` file, section and priority are between size and name, which has no blanks. */
function readBlockLine({ value }: Field, algorithm: AlgorithmName): NonNullable<Reading> {
  const [digest = '', digits, ...others] = value.split(/[ \t]+/);
  const size = readSize(digits);
  const name = others.length === 3 ? others[2] : others[0];
  if (size === undefined || name === undefined || ![1, 3].includes(others.length))
    return noBlockLine;
  return entryFrom(name, readDigest(digest, algorithm), size);
}

const noBlockLine = refusal('check/not-a-checksum', 'It is not checksum, size and name.');

function readSize(digits: string | undefined): number | undefined {
  return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

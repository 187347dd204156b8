import { trimEdges } from '../invisible-characters';
import type { ListEntry } from '../list-entry';
import { algorithmNamed } from './algorithm-name';
import { isPrompt, isSilent, type ListText } from './list-text';
import { readDigest } from './read-digest';
import { atLine, entryFrom, found, refusal, type Found, type Reading } from './reading';

/** One file, as PowerShell's `Get-FileHash` says it. */
interface FileHash {
  readonly line: number;
  readonly algorithm: string;
  readonly hash: string;
  /** Whole, as Windows writes it; empty when the console had no room for it. */
  readonly path: string;
}

/**
 * What `Get-FileHash` prints: a table, or records with `Format-List`. A value that the table cut short
 * ends in three dots: a digest is refused then. A path that is cut is as good as none, if it is the
 * only one.
 */
export function readPowerShell({ lines }: ListText): Reading {
  const start = lines.findIndex((line) => !isSilent(line) && !isPrompt(line));
  const first = trimEdges(lines[start] ?? '');
  if (/^Algorithm\s+Hash(?:\s+Path)?$/.test(first)) return toEntries(readTable(lines, start + 1));
  return /^Algorithm\s*:/.test(first) ? toEntries(readRecords(lines, start)) : undefined;
}

function readTable(lines: readonly string[], start: number): FileHash[] {
  const rows: FileHash[] = [];
  for (let i = start; i < lines.length; i++) {
    const line = trimEdges(lines[i] ?? '');
    if (line === '' || isPrompt(line) || /^[-\s]+$/.test(line)) continue;
    const [head = '', algorithm = '', hash = ''] = /^(\S+)\s+(\S+)\s*/.exec(line) ?? [line, line];
    rows.push({ line: i + 1, algorithm, hash, path: line.slice(head.length) });
  }
  return rows;
}

/** `Key : value`; a long value goes on in the next line, indented. */
function readRecords(lines: readonly string[], start: number): FileHash[] {
  const records: FileHash[] = [];
  let key = '';
  for (let i = start; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (trimEdges(line) === '' || isPrompt(line)) continue;
    const [head = '', named = ''] = /^(Algorithm|Hash|Path)\s*: ?/.exec(line.trimStart()) ?? [];
    const value = line.trimStart().slice(head.length).trimEnd();
    key = named.toLowerCase() || key;
    if (key === 'algorithm' && named)
      records.push({ line: i + 1, algorithm: value, hash: '', path: '' });
    else {
      const last = records.pop();
      if (last) records.push({ ...last, ...append(last, key, value) });
    }
  }
  return records;
}

function append(last: FileHash, key: string, value: string): Partial<FileHash> {
  if (key === 'hash') return { hash: last.hash + value };
  return key === 'path' ? { path: last.path + value } : { algorithm: last.algorithm + value };
}

function toEntries(rows: readonly FileHash[]): Reading {
  const entries: ListEntry[] = [];
  for (const row of rows) {
    const reading = readRow(row, rows.length === 1);
    if (reading.kind === 'refusal') return rows.length === 1 ? reading : atLine(row.line, reading);
    entries.push(...reading.entries);
  }
  return entries.length > 0 ? found(entries) : noRows;
}

function readRow(
  { algorithm, hash, path }: FileHash,
  isOnly: boolean,
): Found | NonNullable<Reading> {
  const name = algorithmNamed(algorithm);
  if (!name) return refusal('check/unknown-kind', `“${algorithm}” is none that is known here.`);
  const isCut = path === '' || /(?:\.\.\.|…)$/.test(path);
  if (isCut && !isOnly) return refusal('check/cut-short', 'The path is incomplete.');
  return entryFrom(isCut ? undefined : path, readDigest(hash, name));
}

const noRows = refusal('check/cut-short', 'There is nothing below the headings of the table.');

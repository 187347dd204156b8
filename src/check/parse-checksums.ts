import { Problem } from '../base/problem';
import type { Digest } from '../release/expectation';
import { digestAlgorithms } from './digest-algorithms';
import { removeInvisible, trimEdges } from './invisible-characters';
import { readDigest, type DigestReading, type Refusal } from './read-digest';
import { readGnuLine, type LineReading, type ListEntry } from './read-gnu-line';

/** What a pasted text says. Never part of it: one line that can't be read makes all of it a problem. */
export type ParsedChecksums =
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'list'; readonly entries: readonly ListEntry[] }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Bytes of UTF-8: 1 MiB, some 10,000 lines. */
export const maxChecksumBytes = 1024 * 1024;

/**
 * The formats of one line, tried in this order; the first that knows the line answers. A new format is
 * a file with one such function, and a row here.
 */
const lineReaders: readonly ((line: string) => LineReading)[] = [readGnuLine];

interface Line {
  /** Counted from 1, as an editor does. */
  readonly number: number;
  /** Without white space and invisible characters at its ends. */
  readonly text: string;
}

/**
 * Reads what a person pasted: one digest in hexadecimal, or a list as `sha256sum` prints it. Blank
 * lines and lines that start with `#` are skipped.
 *
 * A list with one broken line is refused whole, by the number of that line. Reading around it would
 * be kinder until the day when the broken line is the one that disagrees, or when half a page was
 * copied; the person can delete the line and see what changes. Takes time linear in the text.
 */
export function parseChecksums(text: string): ParsedChecksums {
  if (isTooLong(text)) return problem('check/too-long', '');
  const lines = meaningfulLines(text);
  const [first] = lines;
  if (first === undefined) return problem('check/empty', '');
  const bare = readBareDigest(lines);
  if (bare?.kind === 'digest') return bare;
  if (bare) return problem(bare.code, bare.detail);
  return readList(lines);
}

function isTooLong(text: string): boolean {
  // UTF-8 has at least one byte for each UTF-16 unit, so a huge text is never encoded.
  return text.length > maxChecksumBytes || new TextEncoder().encode(text).length > maxChecksumBytes;
}

function meaningfulLines(text: string): Line[] {
  return text
    .split('\n')
    .map((line, i) => ({ number: i + 1, text: trimEdges(line) }))
    .filter((line) => line.text !== '' && !line.text.startsWith('#'));
}

/**
 * A digest without a name. White space inside it is dropped (pages print digests in groups and wrap
 * them), unless a group is a full digest by itself: then it is several digests, or one and a name.
 * `undefined` when the text is something else.
 */
function readBareDigest(lines: readonly Line[]): DigestReading | undefined {
  const groups = lines.flatMap((line) => withoutPageSpaces(line.text).split(/\s+/));
  const joined = groups.join('');
  if (joined.length > longestDigest && groups.length > 1) return undefined;
  if (lines.some((line) => readKnownLine(line.text)?.kind === 'entry')) return undefined;
  if (groups.length === 1) return readDigest(joined);
  if (groups.some((group) => readDigest(group).kind === 'digest')) return undefined;
  const whole = readDigest(joined);
  return whole.kind === 'digest' ? whole : undefined;
}

const longestDigest = Math.max(...Object.values(digestAlgorithms).map((row) => row.hexLength));

/** Without invisible characters and NBSP, which no tool prints inside a digest: a page put them there. */
function withoutPageSpaces(text: string): string {
  return removeInvisible(text).replaceAll('\u00A0', '');
}

function readList(lines: readonly Line[]): ParsedChecksums {
  const entries: ListEntry[] = [];
  for (const line of lines) {
    const reading = readLine(line.text);
    if (reading.kind === 'refusal') return brokenLine(line, reading, lines.length);
    entries.push(reading.entry);
  }
  const [only] = entries;
  // `sha256sum` prints "-" for what came through a pipe: a digest without a name.
  if (entries.length === 1 && only?.name === '-') return { kind: 'digest', digest: only.digest };
  return { kind: 'list', entries };
}

function readLine(line: string): NonNullable<LineReading> {
  return readKnownLine(line) ?? explain(line);
}

function readKnownLine(line: string): LineReading {
  for (const read of lineReaders) {
    const reading = read(line);
    if (reading) return reading;
  }
  return undefined;
}

/** Says of a line in no known format what is wrong with the digest at its start, if one is there. */
function explain(line: string): Refusal {
  const reading = readDigest(/^\S+/.exec(line)?.[0] ?? '');
  if (reading.kind === 'refusal') return reading;
  const detail = 'After the checksum, two spaces and a file name are missing.';
  return { kind: 'refusal', code: 'check/not-a-checksum', detail };
}

function brokenLine(line: Line, reading: Refusal, lineCount: number): ParsedChecksums {
  const where = lineCount === 1 ? '' : `Line ${line.number}: `;
  return problem(reading.code, `${where}${reading.detail || (where && 'no checksum.')}`);
}

function problem(code: Problem['code'], detail: string): ParsedChecksums {
  return { kind: 'problem', problem: new Problem(code, detail) };
}

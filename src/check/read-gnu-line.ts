import type { Digest } from '../release/expectation';
import { readDigest, refusal, type Refusal } from './read-digest';

/** One line of a checksum list. */
export interface ListEntry {
  /** As the list has it, directory part included; hostile text. */
  readonly name: string;
  readonly digest: Digest;
}

/** `undefined`: the line is not in this format. */
export type LineReading =
  { readonly kind: 'entry'; readonly entry: ListEntry } | Refusal | undefined;

/**
 * A line as `md5sum`, `sha256sum` and the like print it (GNU coreutils manual, "md5sum invocation"):
 * digest, space, a space (text) or asterisk (binary), name. Exactly two characters separate the two:
 * a third space belongs to the name. A line that starts with a backslash has `\\`, `\n` and `\r` in
 * its name for backslash, line feed and carriage return. NBSP counts as a space, as lists are copied
 * from web pages.
 */
export function readGnuLine(line: string): LineReading {
  const escaped = line.startsWith('\\');
  const rest = escaped ? line.slice(1) : line;
  const separator = rest.search(/[ \u00A0]/);
  if (separator <= 0 || !/^[ \u00A0*]/.test(rest.slice(separator + 1))) return undefined;
  const rawName = rest.slice(separator + 2);
  if (rawName === '') return undefined;
  const reading = readDigest(rest.slice(0, separator));
  if (reading.kind === 'refusal') return reading;
  const name = escaped ? unescapeName(rawName) : rawName;
  if (name === undefined)
    return refusal('check/not-a-checksum', 'The name has a backslash that stands for nothing.');
  return { kind: 'entry', entry: { name, digest: reading.digest } };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\\\', '\\'],
  ['\\n', '\n'],
  ['\\r', '\r'],
]);
const anyEscape = /\\[^]?/g;

/** `undefined` when a backslash is followed by anything but `\`, `n` or `r`. */
function unescapeName(name: string): string | undefined {
  const known = name.match(anyEscape)?.every((escape) => escapes.has(escape)) ?? true;
  return known ? name.replace(anyEscape, (escape) => escapes.get(escape) ?? '') : undefined;
}

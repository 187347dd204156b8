import { trimEdges, trimStart } from '../invisible-characters';
import type { AlgorithmName } from './algorithm-name';
import { readDigest } from './read-digest';
import { entry, found, refusal, type DigestReading, type Reading } from './reading';
import { badEscape, unescapeName } from './unescape-name';

/**
 * A line as `md5sum`, `sha256sum`, `b2sum` and the like print it (GNU coreutils manual, "md5sum
 * invocation"): digest, space, a space (text) or asterisk (binary), name. Exactly two characters
 * separate the two: a third space belongs to the name. With one space it is a line of `md5 -r`. A line
 * that starts with a backslash has escapes in its name. NBSP counts as a space, as lists are copied from
 * web pages. What `shasum -U` and `-0` print (`U` or `^` for the second space) can't be told from one
 * space and a name that starts so.
 */
export function readGnuLine(line: string, under?: AlgorithmName): Reading {
  const text = trimStart(line);
  const escaped = text.startsWith('\\');
  const rest = escaped ? text.slice(1) : text;
  const end = rest.search(/[ \t\u00A0]/);
  if (end <= 0) return undefined;
  const digest = readDigest(rest.slice(0, end), under);
  if (digest.kind === 'refusal') return undefined;
  const { rawName, isGnu } = splitName(rest.slice(end));
  // Eight digits and one space: no tool prints that, but a name can start so.
  if (!isGnu && isShort(digest)) return undefined;
  if (trimEdges(rawName) === '') return noName;
  if (!isGnu && readDigest(rawName).kind !== 'refusal') return twoDigests;
  const name = escaped ? unescapeName(rawName) : rawName;
  return name === undefined ? badEscape : found([entry(name, digest)]);
}

function splitName(rest: string): { readonly rawName: string; readonly isGnu: boolean } {
  const tabs = /^\t+ */.exec(rest)?.[0];
  if (tabs !== undefined) return { rawName: rest.slice(tabs.length), isGnu: true };
  const isGnu = /^[ \u00A0*]/.test(rest.slice(1));
  return { rawName: rest.slice(isGnu ? 2 : 1), isGnu };
}

function isShort(digest: DigestReading): boolean {
  return digest.kind === 'digest' && digest.hex.length < 32;
}

const noName = refusal('check/not-a-checksum', 'After the checksum, the file name is missing.');
const twoDigests = refusal(
  'check/not-a-checksum',
  'It has two checksums, and one of them may be a file name.',
);

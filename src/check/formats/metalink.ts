import type { ListEntry } from '../list-entry';
import { trimEdges } from '../invisible-characters';
import { algorithmNamed } from './algorithm-name';
import type { ListText } from './list-text';
import { readDigest } from './read-digest';
import { entryFrom, refusal, type Reading } from './reading';
import { readXmlTokens, type XmlToken } from './xml-tokens';

/** A `file` element, as far as it has been read. */
interface OpenFile {
  readonly name: string | undefined;
  size: number | undefined;
  readonly hashes: { readonly type: string; readonly text: string }[];
}

/** Where in the document the reader is. */
interface Place {
  /** Elements that are open, the outermost first. */
  readonly path: string[];
  file: OpenFile;
  /** `type` of the hash that is open. */
  type: string;
  text: string;
}

/**
 * Metalink 4 (RFC 5854) and 3, or hash elements of one alone: `hash` elements of a `file`, with its `name` and
 * `size`. Those inside `pieces` are of parts of the file. The document is read as text, and never
 * rendered.
 */
export function readMetalink({ whole }: ListText): Reading {
  const text = trimEdges(whole);
  if (!text.startsWith('<')) return undefined;
  const tokens = readXmlTokens(text);
  if (!tokens) return unreadable;
  // Hashes outside any file are of a file without a name.
  const unnamed = newFile();
  const place: Place = { path: [], file: unnamed, type: '', text: '' };
  const files: OpenFile[] = [unnamed];
  for (const token of tokens) {
    if (token.kind === 'text') place.text += token.text;
    else if (token.kind !== 'close') open(place, token, files);
    else if (!close(place, token.tag)) return unreadable;
    else if (token.tag === 'file') place.file = unnamed;
  }
  return place.path.length > 0 ? unreadable : toEntries(files);
}

const unreadable = refusal('check/cut-short', 'This is not a whole Metalink file.');
const noHash = refusal('check/not-a-checksum', 'It has no checksum of a file.');

function newFile(name?: string): OpenFile {
  return { name, size: undefined, hashes: [] };
}

function open(place: Place, token: Exclude<XmlToken, { kind: 'text' }>, files: OpenFile[]): void {
  place.text = '';
  if (token.tag === 'file') files.push((place.file = newFile(token.attributes.get('name'))));
  if (token.tag === 'hash') place.type = token.attributes.get('type') ?? '';
  if (token.kind === 'open') place.path.push(token.tag);
}

/** False when another element is open. */
function close(place: Place, tag: string): boolean {
  const { path, file, text, type } = place;
  if (path.pop() !== tag) return false;
  const parent = path.at(-1);
  const isOfFile = parent === undefined || parent === 'file' || parent === 'verification';
  if (tag === 'hash' && isOfFile) file.hashes.push({ type, text: text.trim() });
  if (tag === 'size' && isOfFile && /^\d{1,15}$/.test(text.trim())) file.size = Number(text.trim());
  place.text = '';
  return true;
}

function toEntries(files: readonly OpenFile[]): Reading {
  const entries: ListEntry[] = [];
  for (const { name, size, hashes } of files)
    for (const { type, text } of hashes) {
      const algorithm = algorithmNamed(type);
      if (!algorithm) return refusal('check/unknown-kind', `“${type}” is none that is known here.`);
      const reading = entryFrom(name, readDigest(text, algorithm), size);
      if (reading.kind === 'refusal') return reading;
      entries.push(...reading.entries);
    }
  return entries.length > 0 ? { kind: 'entries', entries } : noHash;
}

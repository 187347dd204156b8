import { fromBase64 } from '../../base/bytes';
import { asciiOf, lineAt, lineFeed, trimmedEnd, type Line } from './lines';
import { findSignedText, signedText } from './signed-text';

/** A block of ASCII armor, or two in the case of a signed message. RFC 9580 sections 6 and 7. */
export type ArmorBlock =
  | {
      readonly kind: 'data';
      /** "PUBLIC KEY BLOCK", "SIGNATURE", … */
      readonly label: string;
      /** `undefined` when they can't be read. */
      readonly bytes: Uint8Array<ArrayBuffer> | undefined;
      readonly end: number;
    }
  | {
      readonly kind: 'clearsigned';
      readonly signed: Uint8Array<ArrayBuffer>;
      readonly signatures: Uint8Array<ArrayBuffer> | undefined;
      readonly end: number;
    };

const dash = 0x2d;
/** "-----BEGIN PGP MESSAGE, PART 10/10-----" and more. */
const maxMarkerBytes = 80;
const markers = {
  BEGIN: /^-----BEGIN PGP ([A-Z0-9 ,/]+)-----$/,
  END: /^-----END PGP ([A-Z0-9 ,/]+)-----$/,
} as const;

/** The block whose first line is `line`; `undefined` when that is no line that begins one. */
export function readArmor(bytes: Uint8Array<ArrayBuffer>, line: Line): ArmorBlock | undefined {
  const label = markerOf(bytes, line, 'BEGIN');
  if (label === undefined) return undefined;
  return label === 'SIGNED MESSAGE' ? readSignedMessage(bytes, line) : readData(bytes, line, label);
}

function markerOf(bytes: Uint8Array, line: Line, word: 'BEGIN' | 'END'): string | undefined {
  // Looked at before anything is made of it: a text can have a million lines of dashes.
  if (bytes[line.start] !== dash || bytes[line.start + 5] !== word.charCodeAt(0)) return undefined;
  const end = trimmedEnd(bytes, line.start, line.end);
  if (end - line.start > maxMarkerBytes) return undefined;
  const text = asciiOf(bytes, { start: line.start, end });
  return markers[word].exec(text)?.[1];
}

/** Another beginning inside a block ends it, unreadable, so that no text is read twice. */
function readData(bytes: Uint8Array, first: Line, label: string): ArmorBlock {
  const unreadable = (end: number): ArmorBlock => ({ kind: 'data', label, bytes: undefined, end });
  let line = lineAt(bytes, first.next);
  let from: number | undefined;
  for (; line.start < bytes.length; line = lineAt(bytes, line.next)) {
    if (markerOf(bytes, line, 'BEGIN') !== undefined) return unreadable(line.start);
    if (markerOf(bytes, line, 'END') !== undefined) {
      const isOurs = markerOf(bytes, line, 'END') === label;
      const data = isOurs && from !== undefined ? decode(bytes, from, line.start) : undefined;
      return { kind: 'data', label, bytes: data, end: line.next };
    }
    // The headers end with a blank line.
    if (from === undefined && trimmedEnd(bytes, line.start, line.end) === line.start)
      from = line.next;
  }
  return unreadable(bytes.length);
}

/** Base64, and then perhaps `=` and a CRC-24, which RFC 9580 section 6.1 says to ignore. */
function decode(
  bytes: Uint8Array,
  start: number,
  end: number,
): Uint8Array<ArrayBuffer> | undefined {
  const text = new TextDecoder().decode(bytes.subarray(start, end)).trimEnd();
  return fromBase64(text.replace(/(^|\n)=[A-Za-z0-9+/]{4}$/, ''));
}

function readSignedMessage(bytes: Uint8Array<ArrayBuffer>, first: Line): ArmorBlock {
  const start = findSignedText(bytes, first.next);
  const mark = findBeginning(bytes, first.next);
  if (mark?.label !== 'SIGNATURE') return unreadableMessage(mark?.line.start ?? bytes.length);
  const block = readData(bytes, mark.line, mark.label);
  if (start === undefined || block.kind !== 'data') return unreadableMessage(block.end);
  const signed = signedText(bytes, start, mark.line.start);
  return { kind: 'clearsigned', signed, signatures: block.bytes, end: block.end };
}

function unreadableMessage(end: number): ArmorBlock {
  return { kind: 'clearsigned', signed: new Uint8Array(0), signatures: undefined, end };
}

/** The first line at or behind `from` that begins a block. */
function findBeginning(
  bytes: Uint8Array,
  from: number,
): { readonly line: Line; readonly label: string } | undefined {
  for (let i = from; i < bytes.length; i++) {
    if (bytes[i] !== dash || (i > from && bytes[i - 1] !== lineFeed)) continue;
    const line = lineAt(bytes, i);
    const label = markerOf(bytes, line, 'BEGIN');
    if (label !== undefined) return { line, label };
  }
  return undefined;
}

import { concatBytes } from '../../base/bytes';
import { fromBase64 } from './from-base64';
import { asciiOf, lineAt, trimmedEnd, type Line } from './lines';

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
const space = 0x20;
/** "-----BEGIN PGP MESSAGE, PART 10/10-----" and more. */
const maxMarkerBytes = 80;
const crlf = new Uint8Array([0x0d, 0x0a]);

/** The block whose first line is `line`; `undefined` when that is no line that begins one. */
export function readArmor(bytes: Uint8Array<ArrayBuffer>, line: Line): ArmorBlock | undefined {
  const label = markerOf(bytes, line, 'BEGIN');
  if (label === undefined) return undefined;
  return label === 'SIGNED MESSAGE' ? readSignedMessage(bytes, line) : readData(bytes, line, label);
}

function markerOf(bytes: Uint8Array, line: Line, word: 'BEGIN' | 'END'): string | undefined {
  if (bytes[line.start] !== dash) return undefined;
  const end = trimmedEnd(bytes, line.start, line.end);
  if (end - line.start > maxMarkerBytes) return undefined;
  const text = asciiOf(bytes, { start: line.start, end });
  return new RegExp(`^-----${word} PGP ([A-Z0-9 ,/]+)-----$`).exec(text)?.[1];
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
  const lines: Uint8Array[] = [];
  let inHeaders = true;
  let line = lineAt(bytes, first.next);
  for (; line.start < bytes.length; line = lineAt(bytes, line.next)) {
    const begins = markerOf(bytes, line, 'BEGIN');
    if (begins !== undefined) return withSignature(bytes, line, begins, lines, inHeaders);
    const end = trimmedEnd(bytes, line.start, line.end);
    if (!inHeaders) lines.push(signedLine(bytes, line));
    else if (end === line.start) inHeaders = false;
    // "an implementation MUST NOT accept other headers": text could be smuggled in among them.
    else if (!asciiOf(bytes, { start: line.start, end }).startsWith('Hash: ')) break;
  }
  return unreadableMessage(line.start < bytes.length ? line.next : bytes.length);
}

function withSignature(
  bytes: Uint8Array<ArrayBuffer>,
  line: Line,
  label: string,
  lines: readonly Uint8Array[],
  inHeaders: boolean,
): ArmorBlock {
  if (label !== 'SIGNATURE' || inHeaders) return unreadableMessage(line.start);
  const block = readData(bytes, line, label);
  const signatures = block.kind === 'data' ? block.bytes : undefined;
  const signed = concatBytes(lines.flatMap((text, i) => (i === 0 ? [text] : [crlf, text])));
  return { kind: 'clearsigned', signed, signatures, end: block.end };
}

function unreadableMessage(end: number): ArmorBlock {
  return { kind: 'clearsigned', signed: new Uint8Array(0), signatures: undefined, end };
}

/** RFC 9580 section 7.2: without the "- " that escapes a dash, and without white space at its end. */
function signedLine(bytes: Uint8Array, line: Line): Uint8Array {
  const isEscaped = bytes[line.start] === dash && bytes[line.start + 1] === space;
  const start = isEscaped && line.end >= line.start + 2 ? line.start + 2 : line.start;
  return bytes.subarray(start, trimmedEnd(bytes, start, line.end));
}

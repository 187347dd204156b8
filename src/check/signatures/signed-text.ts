import {
  asciiOf,
  carriageReturn,
  lengthWithCrLf,
  lineAt,
  lineFeed,
  trimmedEnd,
  type Line,
} from './lines';

const dash = 0x2d;
const space = 0x20;
/** Longer than one with all the names there are. */
const maxHeaderBytes = 200;
/** The names of RFC 9580 section 9.5. */
const hashName = '(?:MD5|SHA1|RIPEMD160|SHA224|SHA256|SHA384|SHA512|SHA3-256|SHA3-512)';
const hashHeader = new RegExp(`^Hash: +${hashName}(?: *, *${hashName})*$`);

/**
 * Where the text of a clearsigned message starts: behind the headers, which start at `from`, and the blank
 * line that ends them; `undefined` when there is anything else.
 */
export function findSignedText(bytes: Uint8Array, from: number): number | undefined {
  for (let line = lineAt(bytes, from); line.start < bytes.length; line = lineAt(bytes, line.next)) {
    const end = trimmedEnd(bytes, line.start, line.end);
    if (end === line.start) return line.next;
    if (!isHashHeader(bytes, { start: line.start, end })) return undefined;
  }
  return undefined;
}

/**
 * RFC 9580 section 7 allows no other header, and section 6.2.2.3 nothing else in this one: text could be
 * smuggled in there. What it says counts for nothing; the signature has its own word on it.
 */
function isHashHeader(bytes: Uint8Array, { start, end }: Pick<Line, 'start' | 'end'>): boolean {
  return end - start <= maxHeaderBytes && hashHeader.test(asciiOf(bytes, { start, end }));
}

/**
 * RFC 9580 section 7.2: the lines from `start` to `end` without the "- " that escapes a dash, without
 * white space at their ends, and with CR LF between them. In one pass, because a text has many lines.
 */
export function signedText(bytes: Uint8Array, start: number, end: number): Uint8Array<ArrayBuffer> {
  const text = new Uint8Array(lengthWithCrLf(bytes.subarray(start, end)));
  let length = 0;
  for (let next = start; next < end;) {
    const lineStart = next;
    while (next < end && bytes[next] !== lineFeed) next++;
    const isEscaped = bytes[lineStart] === dash && bytes[lineStart + 1] === space;
    const from = isEscaped ? lineStart + 2 : lineStart;
    const to = trimmedEnd(bytes, from, next);
    if (lineStart > start) {
      text[length++] = carriageReturn;
      text[length++] = lineFeed;
    }
    for (let i = from; i < to; i++) text[length++] = bytes[i] ?? 0;
    next++;
  }
  return text.subarray(0, length);
}

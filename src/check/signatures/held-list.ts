import { Problem } from '../../base/problem';
import { decodeText } from '../formats/decode-text';
import type { BroughtDocument } from '../evidence';
import { parseChecksums } from '../parse-checksums';
import type { ParsedChecksums } from '../parsed-checksums';
import type { ClearsignedText } from './document-part';
import { lineFeed, trimmedEnd, withCrLf } from './lines';
import { maxDroppedBytes, maxPastedBytes } from './split-document';

/** Of 16 bytes on an average in the largest document; Debian's `Packages` has a million and a half. */
const maxLines = maxDroppedBytes / 16;

/** A text that was brought: a list or digests, if it can be read. */
export interface HeldList {
  readonly document: BroughtDocument;
  readonly parsed: ParsedChecksums;
  /** What signatures over it may be over, the likeliest first. */
  readonly messages: readonly Uint8Array<ArrayBuffer>[];
  /** Its signatures are in the same text, around it or before it. */
  readonly signedInside: boolean;
}

/**
 * The list in a text without a signature around it.
 *
 * @param whole the text is all of the document
 */
export function plainList(
  document: BroughtDocument,
  bytes: Uint8Array<ArrayBuffer>,
  whole: boolean,
): HeldList {
  const isFile = document.name !== undefined;
  // Of a file in UTF-16 `bytes` are the same text in UTF-8.
  const messages = whole && isFile ? [document.bytes] : pastedForms(bytes);
  return { document, parsed: parseList(document, bytes), messages, signedInside: false };
}

/** The list in a clearsigned text: that, byte for byte, which its signatures are over. */
export function clearsignedList(document: BroughtDocument, text: ClearsignedText): HeldList {
  const parsed = parseList(document, text.signed);
  return { document, parsed, messages: [text.signed], signedInside: true };
}

/** The list behind one of signify's embedded signatures. */
export function embeddedList(
  document: BroughtDocument,
  message: Uint8Array<ArrayBuffer>,
): HeldList {
  const messages = document.name === undefined ? pastedForms(message) : [message];
  return { document, parsed: parseList(document, message), messages, signedInside: true };
}

function parseList(document: BroughtDocument, bytes: Uint8Array<ArrayBuffer>): ParsedChecksums {
  if (hasTooManyLines(bytes)) return { kind: 'problem', problem: new Problem('check/too-long') };
  const text = decodeText(bytes);
  if (text === undefined) {
    const problem = new Problem('check/not-a-checksum', 'This is no text.');
    return { kind: 'problem', problem };
  }
  const maxBytes = document.name === undefined ? maxPastedBytes : maxDroppedBytes;
  return parseChecksums(text, { maxBytes });
}

/** Each line is a string of its own, so that blank lines cost many times their bytes. */
function hasTooManyLines(bytes: Uint8Array): boolean {
  let lines = 0;
  for (const byte of bytes) if (byte === lineFeed) lines++;
  return lines > maxLines;
}

/** Copying a text loses its last line end, and changes the others. */
function pastedForms(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const length = trimmedEnd(bytes);
  const ended = new Uint8Array(length + 1);
  ended.set(bytes.subarray(0, length));
  ended[length] = lineFeed;
  return [bytes, ended, ended.subarray(0, length), withCrLf(ended)];
}

import { concatBytes } from '../../base/bytes';
import { Problem } from '../../base/problem';
import type { BroughtDocument } from '../evidence';
import { decodeText } from '../formats/decode-text';
import type { DocumentPart } from './document-part';
import { isBlank, lineAt } from './lines';
import { readBlock } from './read-block';
import { messageWords, secretKeyWords } from './refusal-words';
import { sniffOpenPgp } from './sniff-openpgp';

/** Bytes: 1 MiB pasted, some 10,000 lines; 64 MiB dropped, which takes in Debian's largest `Packages`. */
export const maxPastedBytes = 1024 * 1024;
export const maxDroppedBytes = 64 * 1024 * 1024;
/** Blocks in one document; keyrings in armor have hundreds of keys in one. */
const maxBlocks = 1000;

/** What a document holds, in the order of the document; its text, if any, comes last. */
export function splitDocument(document: BroughtDocument): DocumentPart[] {
  const limit = document.name === undefined ? maxPastedBytes : maxDroppedBytes;
  if (document.bytes.length > limit) return [unusable('check/too-long')];
  if (isBlank(document.bytes)) return document.name === undefined ? [] : [unusable('check/empty')];
  return splitBinary(document.bytes) ?? splitText(inAscii(document.bytes));
}

function splitBinary(bytes: Uint8Array<ArrayBuffer>): DocumentPart[] | undefined {
  switch (sniffOpenPgp(bytes)) {
    case 'keys':
      return [{ kind: 'openpgp-keys', bytes }];
    case 'signatures':
      return [{ kind: 'openpgp-signatures', bytes }];
    case 'secret-keys':
      return [unusable('check/unreadable-key', secretKeyWords)];
    case 'message':
      return [unusable('check/unreadable-signature', messageWords)];
    case undefined:
      return undefined;
  }
}

/** UTF-16, which PowerShell writes, as UTF-8; anything else as it is. */
function inAscii(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const isUtf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const text = isUtf16 ? decodeText(bytes) : undefined;
  return text === undefined ? bytes : new TextEncoder().encode(text);
}

function splitText(bytes: Uint8Array<ArrayBuffer>): DocumentPart[] {
  const parts: DocumentPart[] = [];
  const rest: Uint8Array<ArrayBuffer>[] = [];
  let restStart = byteOrderMarkLength(bytes);
  for (let next = restStart; next < bytes.length;) {
    const line = lineAt(bytes, next);
    const block = readBlock(bytes, line);
    if (block) {
      parts.push(block.part);
      rest.push(bytes.subarray(restStart, line.start));
      restStart = block.end;
      if (parts.length > maxBlocks) return [unusable('check/too-long')];
    }
    next = block?.end ?? line.next;
  }
  rest.push(bytes.subarray(restStart));
  if (parts.length === 0) return [{ kind: 'text', bytes, whole: true }];
  const text = concatBytes(rest);
  return isBlank(text) ? parts : [...parts, { kind: 'text', bytes: text, whole: false }];
}

function byteOrderMarkLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function unusable(code: Problem['code'], detail = ''): DocumentPart {
  return { kind: 'unusable', problem: new Problem(code, detail) };
}

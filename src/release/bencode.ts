import { concatBytes } from '../base/bytes';
import { Problem } from '../base/problem';

/**
 * A bencoded value (BEP 3). Keys are byte strings, here with one character per byte (code 0–255):
 * that keeps bytes that are not UTF-8, and comparing such strings compares the bytes, which is the
 * order that BEP 3 asks for. (`TextDecoder('latin1')` would not do: it decodes windows-1252.)
 */
export type BencodeValue =
  number | Uint8Array<ArrayBuffer> | BencodeValue[] | Map<string, BencodeValue>;

/** Bytes. A torrent of 16 MiB has room for 800,000 pieces. */
export const longestBencode = 16 * 1024 * 1024;
/** Containers within containers. */
const deepest = 16;
/** Millions of empty lists fit into 16 MiB, and each costs far more memory than its two bytes. */
const mostValues = 262_144;
/** Bytes. File names are keys in torrents of version 2; nothing else comes near this. */
const longestKey = 1024;
/** Characters of the longest safe integer with its sign, and the terminator. */
const longestNumber = 18;

const code = { i: 0x69, l: 0x6c, d: 0x64, e: 0x65, colon: 0x3a } as const;

interface Cursor {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Index of the next byte. */
  at: number;
  valuesLeft: number;
}

/**
 * Decodes one value that fills `bytes`. Only the canonical form is accepted, so that encoding the
 * result gives the same bytes. Throws `release/bad-metadata`.
 */
export function decodeBencode(
  bytes: Uint8Array<ArrayBuffer>,
  maxBytes = longestBencode,
): BencodeValue {
  if (bytes.length > maxBytes) throw bad(`longer than ${maxBytes} bytes`);
  const cursor: Cursor = { bytes, at: 0, valuesLeft: mostValues };
  const value = readValue(cursor, 0);
  if (cursor.at !== bytes.length) throw bad(`something follows at byte ${cursor.at}`);
  return value;
}

function readValue(cursor: Cursor, depth: number): BencodeValue {
  if (cursor.valuesLeft-- === 0) throw bad(`more than ${mostValues} values`);
  switch (cursor.bytes[cursor.at]) {
    case code.i:
      cursor.at++;
      return readNumber(cursor, code.e);
    case code.l:
      return readList(cursor, depth + 1);
    case code.d:
      return readDictionary(cursor, depth + 1);
    case undefined:
      throw bad('ends too early');
    default:
      return readString(cursor);
  }
}

function readNumber(cursor: Cursor, terminator: number): number {
  const near = cursor.bytes.subarray(cursor.at, cursor.at + longestNumber);
  const digits = toByteString(near.subarray(0, Math.max(0, near.indexOf(terminator))));
  const number = Number(digits);
  if (!/^(0|-?[1-9][0-9]*)$/.test(digits) || !Number.isSafeInteger(number))
    throw bad(`no number at byte ${cursor.at}`);
  cursor.at += digits.length + 1;
  return number;
}

function readString(cursor: Cursor): Uint8Array<ArrayBuffer> {
  const start = cursor.at;
  const length = readNumber(cursor, code.colon);
  if (length < 0 || length > cursor.bytes.length - cursor.at)
    throw bad(`no string of ${length} bytes at byte ${start}`);
  cursor.at += length;
  return cursor.bytes.slice(cursor.at - length, cursor.at);
}

function readList(cursor: Cursor, depth: number): BencodeValue[] {
  const list: BencodeValue[] = [];
  openContainer(cursor, depth);
  while (cursor.bytes[cursor.at] !== code.e) list.push(readValue(cursor, depth));
  cursor.at++;
  return list;
}

function readDictionary(cursor: Cursor, depth: number): Map<string, BencodeValue> {
  const dictionary = new Map<string, BencodeValue>();
  let previous: string | undefined;
  openContainer(cursor, depth);
  while (cursor.bytes[cursor.at] !== code.e) {
    const start = cursor.at;
    const key = readKey(cursor);
    if (previous !== undefined && key <= previous)
      throw bad(`a key out of order or twice at byte ${start}`);
    dictionary.set(key, readValue(cursor, depth));
    previous = key;
  }
  cursor.at++;
  return dictionary;
}

function readKey(cursor: Cursor): string {
  const key = readString(cursor);
  if (key.length > longestKey) throw bad(`a key of ${key.length} bytes`);
  return toByteString(key);
}

function openContainer(cursor: Cursor, depth: number): void {
  if (depth > deepest) throw bad(`nested deeper than ${deepest}`);
  cursor.at++;
}

/**
 * The canonical bencoding of `value`. Throws a RangeError for what has none: a number that is no
 * safe integer, a key with a character above 255.
 */
export function encodeBencode(value: BencodeValue): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  append(value, parts);
  return concatBytes(parts);
}

function append(value: BencodeValue, parts: Uint8Array[]): void {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`no safe integer: ${value}`);
    // Adding 0 turns -0 into 0.
    parts.push(fromByteString(`i${value + 0}e`));
  } else if (value instanceof Uint8Array) {
    parts.push(fromByteString(`${value.length}:`), value);
  } else if (Array.isArray(value)) {
    parts.push(fromByteString('l'));
    for (const item of value) append(item, parts);
    parts.push(fromByteString('e'));
  } else {
    parts.push(fromByteString('d'));
    for (const key of [...value.keys()].sort()) {
      append(fromByteString(key), parts);
      append(value.get(key) ?? 0, parts);
    }
    parts.push(fromByteString('e'));
  }
}

function toByteString(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function fromByteString(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: text.length }, (_, i) => {
    const byte = text.charCodeAt(i);
    if (byte > 255) throw new RangeError(`no byte string: ${text}`);
    return byte;
  });
}

function bad(detail: string): Problem {
  return new Problem('release/bad-metadata', detail);
}

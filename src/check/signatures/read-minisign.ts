import { fromBase64 } from '../../base/bytes';
import { asciiOf, lineAt, textOf, type Line } from './lines';

/** A public key of minisign or signify. */
export interface MinisignKey {
  /** 42 bytes: `Ed`, the key id, the Ed25519 key. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The untrusted comment: anybody can write anything there. Empty when there is none. */
  readonly comment: string;
}

/** A signature of minisign or signify. */
export interface MinisignSignature {
  /** 74 bytes: the algorithm, the key id, the Ed25519 signature. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** minisign's second signature, over the first and the comment. Absent for signify, which has none. */
  readonly trusted:
    | {
        readonly comment: Uint8Array<ArrayBuffer>;
        /** 64 bytes. */
        readonly signature: Uint8Array<ArrayBuffer>;
      }
    | undefined;
}

/** What starts at a line, and the offset where it ends. */
export type MinisignBlock =
  | { readonly kind: 'key'; readonly key: MinisignKey; readonly end: number }
  | { readonly kind: 'signature'; readonly signature: MinisignSignature; readonly end: number }
  /** A comment line and then something else than a key or a signature, or half of a signature. */
  | { readonly kind: 'unreadable'; readonly end: number };

const untrustedPrefix = 'untrusted comment:';
const trustedPrefix = 'trusted comment: ';
const keyBytes = 42;
const signatureBytes = 74;
/** Longer ones are no comment of a key; bytes. */
const maxCommentBytes = 4096;
/** No line of base64 in keys or signatures is longer; bytes, with room for spaces. */
const maxCodedBytes = 120;

/**
 * The minisign or signify key or signature that starts at `line`: a comment line and a line of base64,
 * or the base64 alone (`RW…`), and for minisign's signatures two lines more. `undefined` when none does.
 */
export function readMinisign(bytes: Uint8Array, line: Line): MinisignBlock | undefined {
  const comment = readComment(bytes, line);
  const coded = comment === undefined ? line : lineAt(bytes, line.next);
  const decoded = decodeLine(bytes, coded);
  if (!decoded) {
    const end = readTrusted(bytes, coded.next)?.end ?? coded.next;
    return comment === undefined ? undefined : { kind: 'unreadable', end };
  }
  if (decoded.length === keyBytes)
    return { kind: 'key', key: { bytes: decoded, comment: comment ?? '' }, end: coded.next };
  const trusted = readTrusted(bytes, coded.next);
  const end = trusted?.end ?? coded.next;
  // signify signs the bytes alone. Over their digest it is one of minisign, and the rest of it was taken away.
  if (!trusted && algorithmOf(decoded) === 'prehashed') return { kind: 'unreadable', end };
  return { kind: 'signature', signature: { bytes: decoded, trusted: trusted?.trusted }, end };
}

function readComment(bytes: Uint8Array, line: Line): string | undefined {
  const start = line.start + untrustedPrefix.length;
  if (start > line.end || line.end - line.start > maxCommentBytes) return undefined;
  if (asciiOf(bytes, { start: line.start, end: start }) !== untrustedPrefix) return undefined;
  return textOf(bytes, { start, end: line.end }).trim();
}

/** A key or a signature; their base64 takes one line of 56 or 100 characters. */
function decodeLine(bytes: Uint8Array, line: Line): Uint8Array<ArrayBuffer> | undefined {
  if (line.end - line.start > maxCodedBytes) return undefined;
  const text = asciiOf(bytes, line).trim();
  if (!/^R[UW]/.test(text)) return undefined;
  const decoded = fromBase64(text);
  if (decoded?.length === keyBytes) return readMinisignKey(decoded);
  return decoded?.length === signatureBytes && algorithmOf(decoded) ? decoded : undefined;
}

function readTrusted(
  bytes: Uint8Array,
  start: number,
): { trusted: NonNullable<MinisignSignature['trusted']>; end: number } | undefined {
  const line = lineAt(bytes, start);
  const from = start + trustedPrefix.length;
  if (from > line.end || asciiOf(bytes, { start, end: from }) !== trustedPrefix) return undefined;
  const next = lineAt(bytes, line.next);
  const signature =
    next.end - next.start > maxCodedBytes ? undefined : fromBase64(asciiOf(bytes, next));
  // One that can't be read must not make a signature of minisign pass for one of signify.
  const trusted = {
    comment: bytes.slice(from, line.end),
    signature: signature ?? new Uint8Array(0),
  };
  return { trusted, end: next.next };
}

/** `legacy`: over the bytes; `prehashed`: over their BLAKE2b-512. */
export function algorithmOf(bytes: Uint8Array): 'legacy' | 'prehashed' | undefined {
  if (bytes[0] !== 0x45) return undefined;
  return bytes[1] === 0x64 ? 'legacy' : bytes[1] === 0x44 ? 'prehashed' : undefined;
}

/** The key id, as minisign prints it: a little-endian number in upper-case hexadecimal. */
export function keyIdOf(bytes: Uint8Array): string {
  return [...bytes.subarray(2, 10)]
    .reverse()
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/**
 * A key in binary, read again.
 *
 * @returns `undefined` when it is not one
 */
export function readMinisignKey(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (bytes.length !== keyBytes || algorithmOf(bytes) !== 'legacy') return undefined;
  return new Uint8Array(bytes);
}

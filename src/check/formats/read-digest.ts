import {
  algorithmsOfHexLength,
  labelOf,
  rowOf,
  type DigestAlgorithm,
} from '../../base/digest-algorithms';
import { fromHex, toHex } from '../../base/bytes';
import { withoutPageSpaces } from '../invisible-characters';
import type { Refusal } from '../list-entry';
import type { AlgorithmName } from './algorithm-name';
import { codePointOf } from './code-point';
import { fromBase32, fromCanonicalBase64, hexFromText } from './encodings';
import { ofTree, readContentId, readMultihash } from './multihash';
import { bareNumber } from './bare-number';
import { published, refusal, type DigestReading } from './reading';

/**
 * Reads one full digest: hexadecimal of either case, its bytes with or without `:` or `-` between
 * them, or base64. `name` says which algorithm it is of; without it, the length tells what it can be, and
 * multihashes and IPFS addresses are taken too. Invisible characters inside it are dropped. Anything
 * else refuses it: a digest with a Cyrillic "а" in it looks right and is another text, so it is
 * named for what it is.
 */
export function readDigest(text: string, name?: AlgorithmName): DigestReading {
  const token = withoutPageSpaces(text);
  if (token === '') return refusal('check/empty', '');
  const digits = withoutByteMarks(token.replace(/\.\.\.|…/, ''));
  const isHex = /^[0-9a-f]+$/i.test(digits);
  // Tools that print tables put three dots where a digest does not fit.
  if (/\.\.\.|…/.test(token) && isHex) return cutShort(digits.length, name);
  if (name && name.kind !== 'known') return readUnsupported(token, name.label);
  if (name) return readKnown(token, digits, isHex, name.algorithm);
  return isHex ? readHex(digits) : (readEncoded(token) ?? describeStranger(token));
}

function withoutByteMarks(token: string): string {
  const isMarked =
    /^[0-9a-f]{2}(?::[0-9a-f]{2})+$/i.test(token) || /^[0-9a-f]{2}(?:-[0-9a-f]{2})+$/i.test(token);
  return isMarked ? token.replace(/[:-]/g, '') : token;
}

function readUnsupported(token: string, label: string): DigestReading {
  return /^[0-9A-Za-z+/=:-]+$/.test(token)
    ? { kind: 'unsupported', label }
    : describeStranger(token);
}

function readKnown(
  token: string,
  digits: string,
  isHex: boolean,
  algorithm: DigestAlgorithm,
): DigestReading {
  const { hexLength } = rowOf(algorithm);
  if (isHex && digits.length === hexLength) return published(digits, algorithm);
  const hex = hexFromText(token, hexLength / 2);
  if (hex !== undefined) return published(hex, algorithm);
  if (isHex) return cutShort(digits.length, { kind: 'known', algorithm });
  if (isUnpadded(token, hexLength / 2))
    return refusal('check/cut-short', 'The = at its end is missing.');
  return describeStranger(token);
}

function isUnpadded(token: string, byteLength: number): boolean {
  return ['=', '=='].some((padding) => fromCanonicalBase64(token + padding)?.length === byteLength);
}

function readHex(digits: string): DigestReading {
  if (/^\d{8}$/.test(digits)) return bareNumber(digits);
  const [first, ...others] = algorithmsOfHexLength(digits.length);
  if (first !== undefined) return published(digits, first, ...others);
  const bytes = digits.length <= 200 ? fromHex(digits) : undefined;
  return (bytes && readMultihash(bytes)) ?? unknownKind(digits.length) ?? cutShort(digits.length);
}

/** Without a name: base64 as coreutils prints it, and IPFS addresses. */
function readEncoded(token: string): DigestReading | undefined {
  const path = token.replace(/^(?:ipfs:\/\/|\/ipfs\/)/, '');
  if (/^Qm[1-9A-HJ-NP-Za-km-z]{44}$/.test(path)) return ofTree;
  const cid = path.startsWith('b') ? fromBase32(path.slice(1)) : undefined;
  return (cid && readContentId(cid)) ?? readBase64(token);
}

function readBase64(token: string): DigestReading | undefined {
  const bytes = fromCanonicalBase64(token);
  const isSure = token.endsWith('=') || isPlainlyBase64(token);
  if (!bytes || bytes.length < 16 || !isSure) return undefined;
  const [first, ...others] = algorithmsOfHexLength(bytes.length * 2);
  return first && published(toHex(bytes), first, ...others);
}

/** A SHA-384 needs no padding. It must not be taken for a SHA-256 in hexadecimal with wrong letters in it. */
function isPlainlyBase64(token: string): boolean {
  const strange = token.replace(/[0-9a-f]/gi, '').length;
  return strange > token.length / 4 && /[a-z]/.test(token) && /[A-Z]/.test(token);
}

/** Lengths that nothing here has. `undefined` when no kind of digest has so many digits. */
function unknownKind(digits: number): Refusal | undefined {
  const label = new Map([
    [48, 'Tiger'],
    [80, 'RIPEMD-320'],
  ]).get(digits);
  if (label === undefined) return undefined;
  return refusal('check/unknown-kind', `${digits} digits, as a ${label} has.`);
}

function cutShort(digits: number, name?: AlgorithmName): Refusal {
  const has = `${digits} ${digits === 1 ? 'digit' : 'digits'}.`;
  const named = name?.kind === 'known' ? [name.algorithm] : commonest;
  const full = named.map((one) => `${labelOf(one)} has ${rowOf(one).hexLength}`).join(', ');
  return refusal('check/cut-short', `${has} ${full}.`);
}

const commonest: readonly DigestAlgorithm[] = ['md5', 'sha1', 'sha256', 'sha512'];

/** Tells a digest with foreign characters in it from a text that never was a digest. */
function describeStranger(token: string): Refusal {
  const foreign = /[^\0-\x7F]/u.exec(token)?.[0];
  if (foreign === undefined || !isNearlyHex(token)) return refusal('check/not-a-checksum', '');
  return refusal('check/mixed-alphabet', `It contains ${codePointOf(foreign)}.`);
}

/** Longer than any digest. Of many marks on one letter, normalization takes quadratic time. */
const longestNormalized = 1000;

/** At least 8 hexadecimal digits among the ASCII characters and no other ASCII, or full-width digits alone. */
function isNearlyHex(token: string): boolean {
  const ascii = token.replace(/[^\0-\x7F]/g, '');
  if (/^[0-9a-f]{8,}$/i.test(ascii)) return true;
  return token.length <= longestNormalized && /^[0-9a-f]+$/i.test(token.normalize('NFKC'));
}

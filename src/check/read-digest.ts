import type { ProblemCode } from '../base/problem';
import type { Digest } from '../release/expectation';
import {
  algorithmsByStrength,
  algorithmsOfHexLength,
  digestAlgorithms,
  unknownKindOfHexLength,
} from './digest-algorithms';
import { removeInvisible } from './invisible-characters';

/** Why a text is no checksum. `detail` is a sentence. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: ProblemCode;
  readonly detail: string;
}

export type DigestReading = { readonly kind: 'digest'; readonly digest: Digest } | Refusal;

/**
 * Reads one full hexadecimal digest, either case; its length tells the algorithm. Invisible characters
 * inside it are dropped. Anything else that is no hexadecimal digit refuses it: a digest with a
 * Cyrillic "а" in it looks right and is another text, so it is named for what it is.
 */
export function readDigest(text: string): DigestReading {
  const token = removeInvisible(text);
  if (token === '') return refusal('check/empty', '');
  const { digits, cut } = withoutEllipsis(token);
  if (!/^[0-9a-f]+$/i.test(digits)) return describeStranger(digits);
  const [algorithm] = algorithmsOfHexLength(digits.length);
  if (cut) return cutShort(digits.length);
  if (algorithm === undefined) return unknownKind(digits.length) ?? cutShort(digits.length);
  return { kind: 'digest', digest: { algorithm, hex: digits.toLowerCase() } };
}

export function refusal(code: ProblemCode, detail: string): Refusal {
  return { kind: 'refusal', code, detail };
}

/** Tools that print tables end a digest that does not fit with three dots. */
function withoutEllipsis(token: string): { digits: string; cut: boolean } {
  for (const dots of ['...', '…'])
    if (token.length > dots.length && token.endsWith(dots))
      return { digits: token.slice(0, -dots.length), cut: true };
  return { digits: token, cut: false };
}

/** `undefined` when no kind of digest has so many digits. */
function unknownKind(digits: number): Refusal | undefined {
  const label = unknownKindOfHexLength(digits);
  if (label === undefined) return undefined;
  return refusal('check/unknown-kind', `${digits} digits, as a ${label} has.`);
}

function cutShort(digits: number): Refusal {
  const known = [...algorithmsByStrength]
    .reverse()
    .map(
      (algorithm) =>
        `${digestAlgorithms[algorithm].label} has ${digestAlgorithms[algorithm].hexLength}`,
    )
    .join(', ');
  return refusal('check/cut-short', `${digits} ${digits === 1 ? 'digit' : 'digits'}. ${known}.`);
}

/** Tells a digest with foreign characters in it from a text that never was a digest. */
function describeStranger(token: string): Refusal {
  const foreign = /[^\0-\x7F]/u.exec(token)?.[0];
  if (foreign === undefined || !isNearlyHex(token)) return refusal('check/not-a-checksum', '');
  const codePoint = (foreign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return refusal('check/mixed-alphabet', `It contains U+${codePoint}.`);
}

/** At least 8 hexadecimal digits among the ASCII characters and no other ASCII, or full-width digits alone. */
function isNearlyHex(token: string): boolean {
  const ascii = token.replace(/[^\0-\x7F]/g, '');
  if (/^[0-9a-f]{8,}$/i.test(ascii)) return true;
  return /^[0-9a-f]+$/i.test(token.normalize('NFKC'));
}

import { concatBytes, fromHex } from '../../base/bytes';
import { Problem } from '../../base/problem';
import { cannotCheck } from './appraisal';
import { digestBytes } from './digest-bytes';
import { algorithmOf, type MinisignSignature } from './read-minisign';
import { verifyEd25519 } from './verify-ed25519';

/** Where the parts of a signature (74 bytes) and of a key (42) start, after two bytes of algorithm. */
const signatureStart = 10;

/** minisign's trusted comment, and what is in it: https://jedisct1.github.io/minisign/. */
export interface TrustedComment {
  /** Hostile text until its signature is checked. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number | undefined;
  /** The name that the file had where it was signed. */
  readonly fileName: string | undefined;
}

/** `undefined` for a signature of signify, which has none. */
export function readTrustedComment({ trusted }: MinisignSignature): TrustedComment | undefined {
  if (!trusted) return undefined;
  const text = new TextDecoder().decode(trusted.comment);
  const fields = text.split('\t');
  const valueOf = (name: string) =>
    fields.find((field) => field.startsWith(`${name}:`))?.slice(name.length + 1);
  const seconds = valueOf('timestamp') ?? '';
  return {
    text,
    madeAt: /^[0-9]{1,11}$/.test(seconds) ? Number(seconds) * 1000 : undefined,
    fileName: valueOf('file') === '' ? undefined : valueOf('file'),
  };
}

/**
 * Whether the trusted comment is the one that was signed; `undefined` when it is.
 *
 * @param key 42 bytes
 */
export async function findCommentFlaw(
  { bytes, trusted }: MinisignSignature,
  key: Uint8Array<ArrayBuffer>,
): Promise<Problem | undefined> {
  if (!trusted) return undefined;
  const signed = concatBytes([bytes.subarray(signatureStart), trusted.comment]);
  try {
    if (await verifyEd25519(publicKeyOf(key), trusted.signature, signed)) return undefined;
  } catch (error) {
    return cannotCheck(error);
  }
  return new Problem('check/bad-signature', 'The comment in the signature was changed.');
}

/**
 * What the public key is given for a text at hand whole: the text, or its BLAKE2b-512.
 *
 * @param signature 74 bytes
 */
export async function signedOf(
  signature: Uint8Array,
  message: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (algorithmOf(signature) === 'legacy') return message;
  return fromHex(await digestBytes('blake2b-512', [message])) ?? new Uint8Array(0);
}

/**
 * Whether the key (42 bytes) made the signature (74 bytes) over `signed`.
 *
 * @throws Error when this browser has no Ed25519
 */
export async function confirmsMinisign(
  key: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return verifyEd25519(publicKeyOf(key), signature.slice(signatureStart), signed);
}

function publicKeyOf(key: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return key.slice(signatureStart);
}

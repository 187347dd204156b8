import { rowOf, blake2bOf, type DigestAlgorithm } from '../../base/digest-algorithms';
import { toHex } from '../../base/bytes';
import { published, refusal, type DigestReading } from './reading';

/** Codes of https://github.com/multiformats/multicodec, column "multihash". */
const codes: Readonly<Record<number, DigestAlgorithm>> = {
  0x11: 'sha1',
  0x12: 'sha256',
  0x13: 'sha512',
  0x14: 'sha3-512',
  0x15: 'sha3-384',
  0x16: 'sha3-256',
  0x17: 'sha3-224',
  0x1e: 'blake3',
  0x20: 'sha384',
  0xd5: 'md5',
  0x1013: 'sha224',
  0x1015: 'sha512-256',
  0xb260: 'blake2s-256',
};

/** Of BLAKE2b with 8 bits; each 8 bits more are one code on, up to 512. */
const firstBlake2b = 0xb201;

/** A digest behind its algorithm's code and its length in bytes; `undefined` when the bytes are no such thing. */
export function readMultihash(bytes: Uint8Array): DigestReading | undefined {
  const code = readVarint(bytes, 0);
  const length = readVarint(bytes, code?.end ?? 0);
  if (!code || !length) return undefined;
  const digest = bytes.subarray(length.end);
  const algorithm = codes[code.value] ?? blake2bOf((code.value - firstBlake2b + 1) * 8);
  if (!algorithm || digest.length !== length.value) return undefined;
  return rowOf(algorithm).hexLength === digest.length * 2
    ? published(toHex(digest), algorithm)
    : undefined;
}

/** Multicodec of a block that is the file's own bytes. */
const rawCodec = 0x55;

/** A content identifier of version 1 (https://github.com/multiformats/cid), without its letter for base32. */
export function readContentId(bytes: Uint8Array): DigestReading | undefined {
  const version = readVarint(bytes, 0);
  const codec = version?.value === 1 ? readVarint(bytes, version.end) : undefined;
  if (!codec) return undefined;
  const digest = readMultihash(bytes.subarray(codec.end));
  return codec.value === rawCodec ? digest : ofTree;
}

/** The digest of an IPFS tree names a file, but depends on how it was cut into blocks. */
export const ofTree = refusal(
  'check/not-a-file-hash',
  'It is an IPFS address, made from the way the file was cut into blocks.',
);

/** Unsigned LEB128 of up to 4 bytes. */
function readVarint(
  bytes: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) return undefined;
    value |= (byte & 0x7f) << (7 * i);
    if (byte < 0x80) return { value, end: start + i + 1 };
  }
  return undefined;
}

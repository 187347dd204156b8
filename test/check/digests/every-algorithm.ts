import { blake2bOf, type DigestAlgorithm } from '../../../src/base/digest-algorithms';

/** Of every kind but BLAKE2b. */
export const fixedAlgorithms = [
  'crc32',
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha512-256',
  'sha3-224',
  'sha3-256',
  'sha3-384',
  'sha3-512',
  'blake2s-256',
  'blake3',
] as const satisfies readonly DigestAlgorithm[];

/** Of BLAKE2b every length: 1 to 64 bytes. */
export const everyAlgorithm: readonly DigestAlgorithm[] = [
  ...fixedAlgorithms,
  ...Array.from({ length: 64 }, (_, index) => blake2bOf(8 * (index + 1))).filter(
    (algorithm) => algorithm !== undefined,
  ),
];

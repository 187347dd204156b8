import type { DigestAlgorithm } from '../../src/base/digest-algorithms';
import { fromHex } from '../../src/base/bytes.ts';

/** A message and its digest, as others published them. */
export interface DigestVector {
  readonly message: Uint8Array<ArrayBuffer>;
  /** Lower-case hexadecimal. */
  readonly digest: string;
}

export interface VectorFile {
  /** Below the folder of all vectors. */
  readonly path: string;
  readonly algorithm: DigestAlgorithm;
  /** Vectors in it. */
  readonly count: number;
}

const shortAndLong = (
  algorithm: DigestAlgorithm,
  name: string,
  counts: readonly [short: number, long: number],
): VectorFile[] => [
  { path: `${name}ShortMsg.rsp`, algorithm, count: counts[0] },
  { path: `${name}LongMsg.rsp`, algorithm, count: counts[1] },
];

/**
 * NIST's byte-oriented vectors (CAVP) and what RFC 1321 and the makers of BLAKE2 published. A file
 * that is missing or has lost a vector is a failure, hence the counts.
 */
export const vectorFiles: readonly VectorFile[] = [
  { path: 'MD5/rfc-1321.txt', algorithm: 'md5', count: 7 },
  ...shortAndLong('sha1', 'SHA1/SHA1', [65, 64]),
  ...shortAndLong('sha224', 'SHA2/SHA224', [65, 64]),
  ...shortAndLong('sha256', 'SHA2/SHA256', [65, 64]),
  ...shortAndLong('sha384', 'SHA2/SHA384', [129, 128]),
  ...shortAndLong('sha512', 'SHA2/SHA512', [129, 128]),
  ...shortAndLong('sha512-256', 'SHA2/SHA512_256', [129, 128]),
  ...shortAndLong('sha3-224', 'SHA3/SHA3_224', [145, 100]),
  ...shortAndLong('sha3-256', 'SHA3/SHA3_256', [137, 100]),
  ...shortAndLong('sha3-384', 'SHA3/SHA3_384', [105, 100]),
  ...shortAndLong('sha3-512', 'SHA3/SHA3_512', [73, 100]),
  { path: 'blake2/blake2b.txt', algorithm: 'blake2b-512', count: 7 },
  { path: 'blake2/blake2s.txt', algorithm: 'blake2s-256', count: 7 },
];

/** NIST's Monte Carlo tests: a thousand digests in a row, each one of those before it. */
export const monteCarloFiles: readonly Omit<VectorFile, 'count'>[] = [
  { path: 'SHA1/SHA1Monte.rsp', algorithm: 'sha1' },
  { path: 'SHA2/SHA224Monte.rsp', algorithm: 'sha224' },
  { path: 'SHA2/SHA256Monte.rsp', algorithm: 'sha256' },
  { path: 'SHA2/SHA384Monte.rsp', algorithm: 'sha384' },
  { path: 'SHA2/SHA512Monte.rsp', algorithm: 'sha512' },
  { path: 'SHA2/SHA512_256Monte.rsp', algorithm: 'sha512-256' },
  { path: 'SHA3/SHA3_224Monte.rsp', algorithm: 'sha3-224' },
  { path: 'SHA3/SHA3_256Monte.rsp', algorithm: 'sha3-256' },
  { path: 'SHA3/SHA3_384Monte.rsp', algorithm: 'sha3-384' },
  { path: 'SHA3/SHA3_512Monte.rsp', algorithm: 'sha3-512' },
];

/** The vectors in the text of a `.rsp` file: `Len` in bits, `Msg` and `MD` in hexadecimal. */
export function readVectors(text: string): DigestVector[] {
  const vectors = text.matchAll(/^Len = (\d+)\s+Msg = ([0-9a-f]*)\s+MD = ([0-9a-f]+)\s*$/gim);
  return [...vectors].map(([, bits, message = '', digest = '']) => ({
    // An empty message is written as 00.
    message: bytesOf(message).slice(0, Number(bits) / 8),
    digest: digest.toLowerCase(),
  }));
}

/** The seed of a Monte Carlo file and the digest after the first thousand. */
export function readMonteCarlo(text: string): { seed: Uint8Array<ArrayBuffer>; digest: string } {
  const [, seed = '', digest = ''] =
    /^Seed = ([0-9a-f]+)\s+COUNT = 0\s+MD = ([0-9a-f]+)/im.exec(text) ?? [];
  return { seed: bytesOf(seed), digest };
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = fromHex(hex);
  if (!bytes) throw new Error(`No hexadecimal: ${hex.slice(0, 80)}`);
  return bytes;
}

import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { blake3 } from '@noble/hashes/blake3.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { toHex } from '../../base/bytes';
import {
  blake2bBits,
  isBlake2b,
  type Blake2b,
  type DigestAlgorithm,
} from '../../base/digest-algorithms';
import { Crc32 } from './crc32';
import type { RunningDigest } from './running-digest';

/** What the library's hashers have in common. */
interface Hasher {
  update(part: Uint8Array): unknown;
  digest(): Uint8Array;
}

const makers: Readonly<
  Record<Exclude<DigestAlgorithm, Blake2b | 'crc32'>, { readonly create: () => Hasher }>
> = {
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-256': sha512_256,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
  'blake2s-256': blake2s,
  blake3,
};

/** A digest computed in plain JavaScript. */
export function makeScriptDigest(algorithm: DigestAlgorithm): RunningDigest {
  if (algorithm === 'crc32') return new Crc32();
  const hasher = isBlake2b(algorithm)
    ? blake2b.create({ dkLen: blake2bBits(algorithm) / 8 })
    : makers[algorithm].create();
  return {
    update: (part) => void hasher.update(part),
    finish: () => toHex(hasher.digest()),
  };
}

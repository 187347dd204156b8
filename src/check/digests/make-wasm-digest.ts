import {
  createBLAKE2b,
  createBLAKE2s,
  createBLAKE3,
  createCRC32,
  createMD5,
  createSHA1,
  createSHA224,
  createSHA256,
  createSHA3,
  createSHA384,
  createSHA512,
  type IHasher,
} from 'hash-wasm';
import {
  blake2bBits,
  isBlake2b,
  type Blake2b,
  type DigestAlgorithm,
} from '../../base/digest-algorithms';
import type { RunningDigest } from './running-digest';

/** hash-wasm has no SHA-512/256. */
const makers: Readonly<
  Record<Exclude<DigestAlgorithm, Blake2b>, (() => Promise<IHasher>) | undefined>
> = {
  crc32: () => createCRC32(),
  md5: createMD5,
  sha1: createSHA1,
  sha224: createSHA224,
  sha256: createSHA256,
  sha384: createSHA384,
  sha512: createSHA512,
  'sha512-256': undefined,
  'sha3-224': () => createSHA3(224),
  'sha3-256': () => createSHA3(256),
  'sha3-384': () => createSHA3(384),
  'sha3-512': () => createSHA3(512),
  'blake2s-256': () => createBLAKE2s(256),
  blake3: () => createBLAKE3(256),
};

/**
 * A digest computed by WebAssembly; `undefined` when it has no `algorithm`.
 *
 * @throws Error when WebAssembly is missing or may not be used
 */
export async function makeWasmDigest(
  algorithm: DigestAlgorithm,
): Promise<RunningDigest | undefined> {
  const hasher = await (isBlake2b(algorithm)
    ? createBLAKE2b(blake2bBits(algorithm))
    : makers[algorithm]?.());
  if (!hasher) return undefined;
  hasher.init();
  return {
    update: (part) => void hasher.update(part),
    finish: () => hasher.digest(),
  };
}

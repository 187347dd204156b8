import type { DigestAlgorithm } from '../../base/digest-algorithms';
import { makeDigest } from '../digests/make-digest';

/**
 * The digest of `parts` one after the other, in lower-case hexadecimal: for lists and signed texts,
 * which are small and at hand whole. Files go through the hash worker.
 */
export async function digestBytes(
  algorithm: DigestAlgorithm,
  parts: readonly Uint8Array[],
): Promise<string> {
  const digest = await makeDigest(algorithm);
  for (const part of parts) digest.update(part);
  return digest.finish();
}

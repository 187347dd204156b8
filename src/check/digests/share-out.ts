import { isBlake2b, type Blake2b, type DigestAlgorithm } from '../../base/digest-algorithms';

/** Milliseconds for a mebibyte on one and the same machine; only how they compare matters. */
const costs: Readonly<Record<Exclude<DigestAlgorithm, Blake2b>, number>> = {
  crc32: 0.5,
  md5: 2,
  sha1: 1.6,
  sha224: 2.6,
  sha256: 2.6,
  sha384: 3.1,
  sha512: 3.1,
  'sha512-256': 9,
  'sha3-224': 2.7,
  'sha3-256': 2.9,
  'sha3-384': 3.7,
  'sha3-512': 5.2,
  'blake2s-256': 1.8,
  blake3: 1.5,
};

function cost(algorithm: DigestAlgorithm): number {
  return isBlake2b(algorithm) ? 0.9 : costs[algorithm];
}

/**
 * Shares algorithms out among at most `workers` workers, so that the one with the most to do has as
 * little as possible: the costliest first, each to the worker that has least so far.
 */
export function shareOut(
  algorithms: readonly DigestAlgorithm[],
  workers: number,
): readonly (readonly DigestAlgorithm[])[] {
  const shares = Array.from({ length: workers >= 1 ? workers : 1 }, () => ({
    algorithms: [] as DigestAlgorithm[],
    cost: 0,
  }));
  for (const algorithm of [...new Set(algorithms)].sort((a, b) => cost(b) - cost(a))) {
    const least = shares.reduce((best, share) => (share.cost < best.cost ? share : best));
    least.algorithms.push(algorithm);
    least.cost += cost(algorithm);
  }
  return shares.map((share) => share.algorithms).filter((share) => share.length > 0);
}

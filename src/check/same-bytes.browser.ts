import type { DigestAlgorithm } from '../base/digest-algorithms';
import { Problem } from '../base/problem';
import type { HashedFile } from './checked-file';
import type { Digests } from './verdict';

/*
 * A file on the disk may be another one by the next time it is read; Firefox gives the new bytes
 * through the same File without a word. So whatever reads one again computes `proofOf` it from the very
 * bytes that it read, and asks `assertSame`. Blobs that are composed of stored pieces don't change.
 */

/** A digest that is known of the file, to be computed again: its SHA-256 if possible. None for a Blob that doesn't change. */
export function proofOf({ blob, digests }: HashedFile): readonly DigestAlgorithm[] {
  if (!(blob instanceof File)) return [];
  const known = Object.keys(digests) as DigestAlgorithm[];
  return known.includes('sha256') ? ['sha256'] : known.slice(0, 1);
}

/**
 * @param digests of the bytes that were read this time
 * @throws Problem `check/unreadable-file`: what is known of the file is of other bytes
 */
export function assertSame(file: HashedFile, digests: Digests): void {
  const same = proofOf(file).every((algorithm) => digests[algorithm] === file.digests[algorithm]);
  if (same) return;
  const { blob } = file;
  const name = blob instanceof File ? blob.name : 'It';
  throw new Problem('check/unreadable-file', `${name} changed while it was checked.`);
}

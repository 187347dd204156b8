import type { ListEntry } from './list-entry';
import type { Digests } from './verdict';

/**
 * Under which names a list has a file with these digests. For a warning only ("these bytes are
 * other.iso"): a list vouches for bytes under a name, so this is never a match.
 */
export function otherNames(entries: readonly ListEntry[], digests: Digests): string[] {
  const names = entries.flatMap(({ name, digest }) => {
    if (name === undefined || digest.kind !== 'digest') return [];
    return digest.algorithms.some((algorithm) => digests[algorithm] === digest.hex) ? [name] : [];
  });
  return [...new Set(names)];
}

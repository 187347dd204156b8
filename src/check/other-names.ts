import type { BackedList } from './evidence';
import { entriesWith } from './list-index';
import type { Digests } from './verdict';

/**
 * Under which names lists have a file with these digests. For a warning only ("these bytes are
 * other.iso"): a list vouches for bytes under a name, so this is never a match.
 */
export function otherNames(lists: readonly BackedList[], digests: Digests): string[] {
  const hexes = Object.values(digests).filter((hex) => hex !== undefined);
  const same = lists.flatMap(({ entries }) => hexes.flatMap((hex) => entriesWith(entries, hex)));
  const names = same.flatMap(({ name, digest }) => {
    if (name === undefined || digest.kind !== 'digest') return [];
    return digest.algorithms.some((algorithm) => digests[algorithm] === digest.hex) ? [name] : [];
  });
  return [...new Set(names)];
}

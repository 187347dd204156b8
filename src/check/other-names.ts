import type { ParsedChecksums } from './parse-checksums';
import type { Digests } from './verdict';

/**
 * Under which names a list has a file with these digests. For a warning only ("these bytes are
 * other.iso"): a list vouches for bytes under a name, so this is never a match.
 */
export function otherNames(parsed: ParsedChecksums, digests: Digests): string[] {
  if (parsed.kind !== 'list') return [];
  const names = parsed.entries
    .filter(({ digest }) => digests[digest.algorithm] === digest.hex)
    .map(({ name }) => name);
  return [...new Set(names)];
}

import { maxStoredKeyBytes } from '../../release/stored-key';
import type { FoundKey, KeyCaveat } from '../evidence';
import type { Key, OpenPgp } from './openpgp-library';
import { keyIdOf } from './read-minisign';

/** A key at hand. */
export interface HeldKey {
  readonly found: Omit<FoundKey, 'signed'>;
  /** The key as OpenPGP.js reads it. Absent for minisign, whose keys are their bytes. */
  readonly held: { readonly openpgp: OpenPgp; readonly key: Key } | undefined;
}

/** The keys at hand, each fingerprint once. */
export type KeyRing = readonly HeldKey[];

/** The minisign keys with this key id: several may have it, for anybody can copy it. */
export function keysWithId(ring: KeyRing, id: string): KeyRing {
  return ring.filter(({ found }) => found.scheme === 'minisign' && keyIdOf(found.bytes) === id);
}

/** The keys, and what is to be said of each beside the others. */
export function withCaveats(ring: KeyRing): KeyRing {
  const counts = new Map<string, number>();
  for (const { found } of ring) {
    const id = keyIdOf(found.bytes);
    if (found.scheme === 'minisign') counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return ring.map((key) => {
    const caveat = key.found.caveat ?? caveatOf(key, counts);
    return { ...key, found: { ...key.found, caveat } };
  });
}

function caveatOf({ found }: HeldKey, counts: ReadonlyMap<string, number>): KeyCaveat | undefined {
  const { scheme, bytes } = found;
  if (scheme === 'minisign')
    return (counts.get(keyIdOf(bytes)) ?? 0) > 1 ? 'same-number' : undefined;
  return bytes.length > maxStoredKeyBytes ? 'too-long' : undefined;
}

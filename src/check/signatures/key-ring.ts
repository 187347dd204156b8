import type { FoundKey } from '../evidence';
import type { Key, OpenPgp } from './openpgp-library';

/** A key at hand. */
export interface HeldKey {
  readonly found: Omit<FoundKey, 'signed'>;
  /** The key as OpenPGP.js reads it. Absent for minisign, whose keys are their bytes. */
  readonly held: { readonly openpgp: OpenPgp; readonly key: Key } | undefined;
}

/** The keys at hand, each fingerprint once. */
export type KeyRing = readonly HeldKey[];

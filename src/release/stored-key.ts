import type { SignatureScheme } from './chain';

/** Bytes. A key with thousands of other people's signatures on it is shorter. */
export const maxStoredKeyBytes = 1024 * 1024;

/** A key that the person told this browser to remember. */
export interface StoredKey {
  /** What the key goes by, as in `ChainLink`. */
  readonly fingerprint: string;
  readonly scheme: SignatureScheme;
  /** In the scheme's own binary form. Empty when what is stored is no key: it can only be removed. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whose it was said to be when it was remembered; hostile text. Earlier versions did not store it. */
  readonly owner: string | undefined;
  /** When the person said so; milliseconds since 1970. */
  readonly since: number;
}

/** Where the remembered keys are kept. Every call may fail. */
export interface KeyRecords {
  all(): Promise<readonly StoredKey[]>;
  /** Replaces the one with the same fingerprint. Refuses keys that are longer than `maxStoredKeyBytes`. */
  set(key: StoredKey): Promise<void>;
  remove(fingerprint: string): Promise<void>;
}

/**
 * What a minisign or signify key goes by: all of it, as the tools print it and distributors publish it
 * ("RW…"). Its key id alone can be copied by anybody.
 */
export function minisignFingerprint(key: Uint8Array): string {
  return btoa(Array.from(key, (byte) => String.fromCharCode(byte)).join(''));
}

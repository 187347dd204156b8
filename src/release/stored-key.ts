import type { SignatureScheme } from './chain';

/** A key that the person told this browser to remember. */
export interface StoredKey {
  /** OpenPGP: the full fingerprint; minisign: the key id. Upper-case hexadecimal. */
  readonly fingerprint: string;
  readonly scheme: SignatureScheme;
  /** In the scheme's own binary form. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** When the person said so; milliseconds since 1970. */
  readonly since: number;
}

/** Where the remembered keys are kept. Every call may fail. */
export interface KeyRecords {
  all(): Promise<readonly StoredKey[]>;
  /** Replaces the one with the same fingerprint. */
  set(key: StoredKey): Promise<void>;
  remove(fingerprint: string): Promise<void>;
}

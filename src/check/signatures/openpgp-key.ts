import type { FoundKey, KnownKey } from '../evidence';
import { Problem } from '../../base/problem';
import { laxConfig, type Key, type OpenPgp } from './openpgp-library';

/** Keys in one keyring; that of the Debian developers has about a thousand. */
const maxKeys = 2000;
/** Bytes of an RSA modulus and exponent: with larger ones a single check takes minutes. */
const maxModulusBytes = 2048;
const maxExponentBytes = 8;

/**
 * The public keys in `bytes` (OpenPGP, binary): one, or a keyring.
 *
 * @throws Problem `check/unreadable-key`
 */
export async function readOpenPgpKeys(
  openpgp: OpenPgp,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Key[]> {
  const read = await openpgp.readKeys({ binaryKeys: bytes }).catch((error: unknown) => {
    throw new Problem('check/unreadable-key', 'It is damaged, or not whole.', { cause: error });
  });
  const keys = read.filter((key) => key instanceof openpgp.PublicKey);
  if (read.length > maxKeys)
    throw new Problem('check/unreadable-key', `It has more than ${maxKeys} keys.`);
  if (keys.some((key) => key.isPrivate() || isHuge(key)))
    throw new Problem('check/unreadable-key', 'It has a key of a kind that is not used here.');
  return keys;
}

function isHuge(key: Key): boolean {
  return [key, ...key.subkeys].some(({ keyPacket }) => {
    const params = keyPacket.publicParams as { n?: unknown; e?: unknown } | null;
    return lengthOf(params?.n) > maxModulusBytes || lengthOf(params?.e) > maxExponentBytes;
  });
}

function lengthOf(value: unknown): number {
  return value instanceof Uint8Array ? value.length : 0;
}

/** Full fingerprint of the primary key; upper-case hexadecimal. */
export function fingerprintOf(key: Key): string {
  return key.getFingerprint().toUpperCase();
}

/** What the key says whose it is: its first user ID. Hostile text. */
export function ownerOf(key: Key): string {
  return key.getUserIDs()[0] ?? '';
}

/** The key as the page shows it. Costs some public-key operations. */
export async function describeOpenPgpKey(
  openpgp: OpenPgp,
  key: Key,
  trust: KnownKey['trust'],
): Promise<Omit<FoundKey, 'signed'>> {
  const config = laxConfig(openpgp);
  const revoked = await key.isRevoked(undefined, undefined, undefined, config);
  const expiration = await key.getExpirationTime(undefined, config);
  return {
    scheme: 'openpgp',
    bytes: new Uint8Array(key.write()),
    trust,
    fingerprint: fingerprintOf(key),
    owner: ownerOf(key),
    createdAt: key.getCreationTime().getTime(),
    expiresAt: expiration instanceof Date ? expiration.getTime() : undefined,
    revoked,
  };
}

import type { SignaturePacket } from 'openpgp/lightweight';
import { Problem } from '../../base/problem';
import type { FoundKey, KnownKey } from '../evidence';
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

/**
 * A copy without the users, the subkeys and the signatures on them that the primary key did not make
 * itself, apart from what other people say of the users: anybody can add such to a key. What expired or was
 * revoked stays, to be judged by whoever uses it.
 */
export async function withoutUnproven(openpgp: OpenPgp, key: Key): Promise<Key> {
  const { certGeneric, subkeyBinding } = openpgp.enums.signature;
  const proven = new openpgp.PublicKey(key.toPacketList());
  const { keyPacket } = proven;
  const config = laxConfig(openpgp);
  const keep = (signatures: SignaturePacket[], type: SignatureType, over: object) =>
    validOf(signatures, (signature) =>
      signature.verify(keyPacket, type, { key: keyPacket, ...over }, noDate, false, config),
    );
  for (const user of proven.users) {
    const { userID, userAttribute, selfCertifications } = user;
    user.selfCertifications = await keep(selfCertifications, certGeneric, {
      userID,
      userAttribute,
    });
  }
  for (const subkey of proven.subkeys) {
    const over = { bind: subkey.keyPacket };
    subkey.bindingSignatures = await keep(subkey.bindingSignatures, subkeyBinding, over);
  }
  proven.users = proven.users.filter(({ selfCertifications }) => selfCertifications.length > 0);
  proven.subkeys = proven.subkeys.filter(({ bindingSignatures }) => bindingSignatures.length > 0);
  return proven;
}

type SignatureType = Parameters<SignaturePacket['verify']>[1];

/** No time counts: OpenPGP.js then checks what was signed alone. Its types know that for keys alone. */
const noDate = null as unknown as Date;

/** The signatures for which `verify` does not throw. */
async function validOf(
  signatures: readonly SignaturePacket[],
  verify: (signature: SignaturePacket) => Promise<void>,
): Promise<SignaturePacket[]> {
  const valid: SignaturePacket[] = [];
  for (const signature of signatures)
    await verify(signature).then(
      () => valid.push(signature),
      () => undefined,
    );
  return valid;
}

/**
 * Whose the key says it is: its primary user, or when that was revoked any of its users.
 *
 * @param key with no users but those that it signs itself
 */
async function ownerOf(openpgp: OpenPgp, key: Key): Promise<string> {
  const primary = await key
    .getPrimaryUser(noDate, undefined, laxConfig(openpgp))
    .catch(() => undefined);
  const user = primary?.user ?? key.users.find(({ userID }) => userID);
  return user?.userID?.userID ?? '';
}

/**
 * The key as the page shows it. Costs some public-key operations.
 *
 * @param key with no users but those that it signs itself
 */
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
    owner: await ownerOf(openpgp, key),
    createdAt: key.getCreationTime().getTime(),
    expiresAt: expiration instanceof Date ? expiration.getTime() : undefined,
    revoked,
    caveat: undefined,
  };
}

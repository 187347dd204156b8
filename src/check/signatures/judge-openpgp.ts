import { toHex } from '../../base/bytes';
import { Problem } from '../../base/problem';
import { laxConfig, strictConfig, type Key, type OpenPgp, type Subkey } from './openpgp-library';
import type { OpenPgpSignature } from './openpgp-signature';

/** A key that may have made a signature: the primary key, or one of its subkeys. */
export interface SigningKey {
  readonly primary: Key;
  readonly member: Key | Subkey;
}

/** Milliseconds. Clocks are that much out of step; a signature from further ahead is no signature of today. */
const clockSkewMs = 24 * 60 * 60 * 1000;

/** The key among `keys` that the signature says made it. */
export function findSigningKey(
  { packet }: OpenPgpSignature,
  keys: readonly Key[],
): SigningKey | undefined {
  const { issuerFingerprint, issuerKeyID } = packet;
  for (const primary of keys) {
    const member = primary
      .getKeys(issuerKeyID)
      .find((one) => !issuerFingerprint || one.getFingerprint() === toHex(issuerFingerprint));
    if (member) return { primary, member };
  }
  return undefined;
}

/**
 * Why the key vouches for nothing now, whatever it signed. Today counts, not the day of the signature:
 * who got hold of an old key can date a signature as they like.
 */
export async function judgeKey(
  openpgp: OpenPgp,
  { primary, member }: SigningKey,
  signature: OpenPgpSignature,
  now: number,
): Promise<Problem | undefined> {
  const at = new Date(momentOf(signature, now));
  const strict = strictConfig(openpgp);
  const lax = laxConfig(openpgp);
  if (await isRevoked(primary, member, at, lax)) return new Problem('check/revoked-key');
  const maySign = (config: typeof strict) =>
    primary.getSigningKey(member.getKeyID(), at, undefined, config).then(
      (found) => found.getFingerprint() === member.getFingerprint(),
      () => false,
    );
  if (await maySign(strict)) return undefined;
  if (await maySign(lax))
    return new Problem('check/weak-signature', 'Its key is of a kind that can be forged.');
  if (await isExpired(primary, member, at, lax)) return new Problem('check/expired-key');
  return new Problem('check/unreadable-key', 'This key is not one that may sign files.');
}

/** Why the signature's own dates speak against it. */
export function judgeDates(
  { packet, madeAt }: OpenPgpSignature,
  member: Key | Subkey | undefined,
  now: number,
): Problem | undefined {
  const unreadable = (detail: string) => new Problem('check/unreadable-signature', detail);
  if (madeAt > now + clockSkewMs)
    return unreadable('It is dated in the future. Is the clock of this device right?');
  if (member && madeAt < member.getCreationTime().getTime())
    return unreadable('It is dated before its key was made.');
  const expiration = packet.getExpirationTime();
  if (expiration instanceof Date && expiration.getTime() <= now)
    return new Problem('check/expired-key', 'The signature itself says until when it counts.');
  return undefined;
}

/** Whether the public key confirms that this digest was signed. Dates and policies are not its business. */
export async function confirms(
  openpgp: OpenPgp,
  { member }: SigningKey,
  { packet }: OpenPgpSignature,
  digest: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  // OpenPGP.js takes a digest computed elsewhere (for signatures in front of what they are over).
  const withDigest = Object.assign(Object.create(packet) as typeof packet, { hashed: digest });
  const { signatureType } = packet;
  if (signatureType === null) return false;
  try {
    // A date of null: none of the times counts. The types of OpenPGP.js know it for keys alone.
    const noDate = null as unknown as Date;
    await withDigest.verify(member.keyPacket, signatureType, {}, noDate, true, laxConfig(openpgp));
    return true;
  } catch {
    return false;
  }
}

function momentOf({ madeAt }: OpenPgpSignature, now: number): number {
  return madeAt > now && madeAt <= now + clockSkewMs ? madeAt : now;
}

async function isRevoked(
  primary: Key,
  member: Key | Subkey,
  at: Date,
  config: ReturnType<typeof laxConfig>,
): Promise<boolean> {
  if (await primary.isRevoked(undefined, undefined, at, config)) return true;
  if (!('bindingSignatures' in member)) return false;
  // Without a binding signature to compare with, any revocation of the subkey counts.
  const anyBinding = undefined as unknown as Parameters<typeof member.isRevoked>[0];
  const noKey = undefined as unknown as Parameters<typeof member.isRevoked>[1];
  return member.isRevoked(anyBinding, noKey, at, config);
}

async function isExpired(
  primary: Key,
  member: Key | Subkey,
  at: Date,
  config: ReturnType<typeof laxConfig>,
): Promise<boolean> {
  const noDate = null as unknown as Date;
  const expirations = [
    await primary.getExpirationTime(undefined, config),
    'bindingSignatures' in member ? await member.getExpirationTime(noDate, config) : Infinity,
  ];
  return expirations.some((expiration) => expiration instanceof Date && expiration <= at);
}

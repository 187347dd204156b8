import { equalBytes } from '../../base/bytes';
import type { FileSignature } from '../../release/chain';
import { confirmsMinisign } from './check-minisign';
import { confirms, findSigningKey } from './judge-openpgp';
import { readOpenPgpKeys } from './openpgp-key';
import { loadOpenPgp, strictConfig } from './openpgp-library';
import { findFlaw, framingOf, readOpenPgpSignatures } from './openpgp-signature';
import { readMinisignKey } from './read-minisign';

/**
 * The public-key operation of a signature over a file; its key was judged when it was read.
 *
 * @param signed the digest that the signature is over, or the whole file when it is over bytes
 * @throws Problem or Error when the signature or the key can't be read, or the browser lacks the method
 */
export async function verifyFileSignature(
  signature: FileSignature,
  signed: Uint8Array<ArrayBuffer>,
): Promise<'valid' | 'broken'> {
  const isValid =
    signature.scheme === 'minisign'
      ? await verifyMinisign(signature, signed)
      : await verifyOpenPgp(signature, signed);
  return isValid ? 'valid' : 'broken';
}

async function verifyMinisign(
  { signature, key }: FileSignature,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const known = readMinisignKey(key);
  return known !== undefined && confirmsMinisign(known, signature, signed);
}

async function verifyOpenPgp(
  { over, signature, key }: FileSignature,
  digest: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const openpgp = await loadOpenPgp();
  const [packet] = await readOpenPgpSignatures(openpgp, signature);
  const signingKey = findSigningKey(packet, await readOpenPgpKeys(openpgp, key));
  if (!signingKey || findFlaw(packet) || packet.isText || over.kind !== 'digest') return false;
  const { prefix, suffix } = framingOf(packet);
  const isFramed = equalBytes(prefix, over.prefix) && equalBytes(suffix, over.suffix);
  if (!isFramed || packet.algorithm !== over.algorithm) return false;
  // A subkey counts only while its primary key says so, and it says the same. No date: dates were judged before.
  const { primary, member } = signingKey;
  await primary.getSigningKey(member.getKeyID(), null, undefined, strictConfig(openpgp));
  return confirms(openpgp, signingKey, packet, digest);
}

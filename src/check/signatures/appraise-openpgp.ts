import { fromHex } from '../../base/bytes';
import { Problem } from '../../base/problem';
import type { FileSignature } from '../../release/chain';
import type { Appraisal, Flaw, Signer } from './appraisal';
import { digestBytes } from './digest-bytes';
import { confirms, findSigningKey, judgeDates, judgeKey, type SigningKey } from './judge-openpgp';
import type { HeldKey, KeyRing } from './key-ring';
import { withCrLf } from './lines';
import type { OpenPgp } from './openpgp-library';
import { findFlaw, framingOf, issuerOf, type OpenPgpSignature } from './openpgp-signature';
import { signatureId } from './signature-id';

/** What a signature in OpenPGP is worth, by the keys at hand. */
export async function appraiseOpenPgp(
  openpgp: OpenPgp,
  signature: OpenPgpSignature,
  ring: KeyRing,
  now: number,
): Promise<Appraisal> {
  const found = findHolder(signature, ring);
  const base = {
    scheme: 'openpgp',
    madeAt: signature.madeAt,
    comment: undefined,
    fileName: undefined,
    issuer: issuerOf(signature),
  } as const;
  const flaw = await findAnyFlaw(openpgp, signature, found?.signingKey, now);
  if (!found) return { ...base, signer: undefined, flaw, confirms: undefined, overFile: undefined };
  const { fingerprint, owner, trust } = found.holder.found;
  const signer: Signer = { fingerprint, owner, trust };
  return {
    ...base,
    signer,
    flaw,
    confirms: confirmer(openpgp, signature, found.signingKey),
    overFile: await overFile(signature, found.holder),
  };
}

function findHolder(
  signature: OpenPgpSignature,
  ring: KeyRing,
): { holder: HeldKey; signingKey: SigningKey } | undefined {
  for (const holder of ring) {
    const signingKey = holder.held && findSigningKey(signature, [holder.held.key]);
    if (signingKey) return { holder, signingKey };
  }
  return undefined;
}

async function findAnyFlaw(
  openpgp: OpenPgp,
  signature: OpenPgpSignature,
  signingKey: SigningKey | undefined,
  now: number,
): Promise<Flaw | undefined> {
  const unknown = signingKey ? undefined : new Problem('check/unknown-key');
  const own = findFlaw(signature);
  // A signature that can't be used for what it is needs no key.
  if (own?.code === 'check/unreadable-signature') return { problem: own, link: 'signature' };
  if (!signingKey) return unknown && { problem: unknown, link: 'key' };
  const ofKey = await judgeKey(openpgp, signingKey, signature, now);
  if (ofKey?.code === 'check/revoked-key') return { problem: ofKey, link: 'key' };
  const ofSignature = own ?? judgeDates(signature, signingKey.member, now);
  if (ofSignature) return { problem: ofSignature, link: 'signature' };
  return ofKey && { problem: ofKey, link: 'key' };
}

function confirmer(
  openpgp: OpenPgp,
  signature: OpenPgpSignature,
  signingKey: SigningKey,
): Appraisal['confirms'] {
  const { algorithm, isText } = signature;
  if (algorithm === undefined || findFlaw(signature)?.code === 'check/unreadable-signature')
    return undefined;
  const { prefix, suffix } = framingOf(signature);
  return async (message) => {
    // RFC 9580 section 5.2.1.2: a text is signed with its line ends as CR LF.
    const signed = isText ? withCrLf(message) : message;
    const digest = fromHex(await digestBytes(algorithm, [prefix, signed, suffix]));
    return digest !== undefined && confirms(openpgp, signingKey, signature, digest);
  };
}

async function overFile(
  signature: OpenPgpSignature,
  { found }: HeldKey,
): Promise<FileSignature | Problem> {
  const { algorithm, isText } = signature;
  if (isText || algorithm === undefined)
    return new Problem(
      'check/unreadable-signature',
      'It is over a text, whose line ends may change. Only signatures over the bytes of a file are checked here.',
    );
  const over = { kind: 'digest', algorithm, ...framingOf(signature) } as const;
  const unnamed = {
    scheme: 'openpgp',
    over,
    signature: signature.bytes,
    key: found.bytes,
  } as const;
  return { id: await signatureId(unnamed), ...unnamed };
}

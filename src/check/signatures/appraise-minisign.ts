import { Problem } from '../../base/problem';
import type { FileSignature } from '../../release/chain';
import type { Appraisal, Flaw, Signer } from './appraisal';
import { confirmsMinisign, findCommentFlaw, readTrustedComment, signedOf } from './check-minisign';
import type { HeldKey, KeyRing } from './key-ring';
import { algorithmOf, keyIdOf, type MinisignSignature } from './read-minisign';
import { signatureId } from './signature-id';

/** A file under a legacy signature is checked whole in memory; bytes. */
const maxLegacyBytes = 64 * 1024 * 1024;

/** What a signature of minisign or signify is worth, by the keys at hand. */
export async function appraiseMinisign(
  signature: MinisignSignature,
  ring: KeyRing,
): Promise<Appraisal> {
  const issuer = keyIdOf(signature.bytes);
  const comment = readTrustedComment(signature);
  const base = {
    scheme: 'minisign',
    madeAt: comment?.madeAt,
    comment: comment?.text,
    fileName: comment?.fileName,
    issuer,
  } as const;
  const holder = ring.find(
    ({ found }) => found.scheme === 'minisign' && found.fingerprint === issuer,
  );
  if (!holder) {
    const flaw: Flaw = { problem: new Problem('check/unknown-key'), link: 'key' };
    return { ...base, signer: undefined, flaw, confirms: undefined, overFile: undefined };
  }
  const { bytes, fingerprint, owner, trust } = holder.found;
  const signer: Signer = { fingerprint, owner, trust };
  const problem = await findCommentFlaw(signature, bytes);
  return {
    ...base,
    signer,
    flaw: problem && { problem, link: 'signature' },
    confirms: async (message) =>
      confirmsMinisign(bytes, signature.bytes, await signedOf(signature.bytes, message)),
    overFile: await overFile(signature, holder),
  };
}

async function overFile({ bytes }: MinisignSignature, { found }: HeldKey): Promise<FileSignature> {
  const nothing = new Uint8Array(0);
  const over =
    algorithmOf(bytes) === 'legacy'
      ? ({ kind: 'bytes', maxBytes: maxLegacyBytes } as const)
      : ({ kind: 'digest', algorithm: 'blake2b-512', prefix: nothing, suffix: nothing } as const);
  const unnamed = { scheme: 'minisign', over, signature: bytes, key: found.bytes } as const;
  return { id: await signatureId(unnamed), ...unnamed };
}

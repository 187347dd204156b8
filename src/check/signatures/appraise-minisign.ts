import { Problem } from '../../base/problem';
import type { FileSignature } from '../../release/chain';
import type { Appraisal, Flaw, Signer } from './appraisal';
import { confirmsMinisign, findCommentFlaw, readTrustedComment, signedOf } from './check-minisign';
import { keysWithId, type HeldKey, type KeyRing } from './key-ring';
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
  const { holder, flaw } = await findHolder(signature, keysWithId(ring, issuer));
  if (!holder)
    return { ...base, signer: undefined, flaw, confirms: undefined, overFile: undefined };
  const { bytes, fingerprint, owner, trust } = holder.found;
  const signer: Signer = { fingerprint, owner, trust };
  return {
    ...base,
    signer,
    flaw,
    confirms: async (message) =>
      confirmsMinisign(bytes, signature.bytes, await signedOf(signature.bytes, message)),
    overFile: await overFile(signature, holder),
  };
}

/** The key that made the signature, among those with its key id, and what is wrong with it. */
async function findHolder(
  signature: MinisignSignature,
  keys: KeyRing,
): Promise<{ readonly holder: HeldKey | undefined; readonly flaw: Flaw | undefined }> {
  const [first, second] = keys;
  if (!first) return { holder: undefined, flaw: unknownKey('') };
  if (!signature.trusted) return likeliestOf(keys);
  for (const holder of keys) {
    const problem = await findCommentFlaw(signature, holder.found.bytes);
    if (!problem) return { holder, flaw: undefined };
    if (second && problem.code === 'check/bad-signature') continue;
    return { holder, flaw: { problem, link: 'signature' } };
  }
  const problem = new Problem('check/bad-signature', noneFits);
  return { holder: undefined, flaw: { problem, link: 'signature' } };
}

const noneFits =
  'Several keys with the number in this signature are at hand. They are different keys, and none of them made it.';

/**
 * signify signs nothing by which the key could be told before it is known what is signed. A key that is
 * remembered is tried, others only when there is one.
 */
function likeliestOf(keys: KeyRing): {
  readonly holder: HeldKey | undefined;
  readonly flaw: Flaw | undefined;
} {
  const remembered = keys.filter(({ found }) => found.trust.kind === 'remembered');
  const [only, another] = remembered.length > 0 ? remembered : keys;
  if (!another) return { holder: only, flaw: undefined };
  return { holder: undefined, flaw: unknownKey(tooMany) };
}

const tooMany =
  'Several keys with the number in this signature are at hand. They are different keys, and the signature does not say which of them made it. Take away the ones that are not the distributor’s.';

function unknownKey(detail: string): Flaw {
  return { problem: new Problem('check/unknown-key', detail), link: 'key' };
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

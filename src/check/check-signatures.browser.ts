import { fromHex } from '../base/bytes';
import { Problem } from '../base/problem';
import type { FileSignature } from '../release/chain';
import type { Expectation } from '../release/expectation';
import { verifyInWorker } from './ask-evidence.browser';
import { HashedFile } from './checked-file';
import { hashBlob } from './hash-blob.browser';

export interface CheckSignaturesOptions {
  readonly signal: AbortSignal;
  /** Bytes hashed so far, of the file's, for the signature at hand. */
  readonly onProgress?: (hashedBytes: number) => void;
}

type DigestSignature = FileSignature & { readonly over: { readonly kind: 'digest' } };

/**
 * Checks the signatures over the file itself among `expectations`, as far as that was not done: the
 * same file, with their outcomes. A signature counts the bytes that it adds to the file, so each needs a
 * pass over it, unless the digest is there already.
 *
 * @throws Problem `check/worker`, or `check/unreadable-signature` when the file must fit into memory and does not,
 *   or the signal's reason
 */
export async function checkSignatures(
  file: HashedFile,
  expectations: readonly Expectation[],
  options: CheckSignaturesOptions,
): Promise<HashedFile> {
  let checked = file;
  for (const expectation of expectations) {
    if (expectation.kind !== 'signature') continue;
    const { signature } = expectation;
    if (checked.signatures[signature.id] !== undefined) continue;
    const signed = await signedBytes(checked, signature, options);
    const outcome = await verifyInWorker(signature, signed, options.signal);
    const signatures = { ...checked.signatures, [signature.id]: outcome };
    checked = new HashedFile(checked.blob, checked.digests, signatures);
  }
  return checked;
}

async function signedBytes(
  file: HashedFile,
  signature: FileSignature,
  options: CheckSignaturesOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  if (isOverDigest(signature)) return digestOf(file, signature, options);
  const { over } = signature;
  if (over.kind === 'bytes' && file.size > over.maxBytes)
    throw new Problem(
      'check/unreadable-signature',
      'Old signatures of this kind are for smaller files.',
    );
  return new Uint8Array(await file.blob.arrayBuffer());
}

function isOverDigest(signature: FileSignature): signature is DigestSignature {
  return signature.over.kind === 'digest';
}

async function digestOf(
  file: HashedFile,
  { over: { algorithm, prefix, suffix } }: DigestSignature,
  { signal, onProgress }: CheckSignaturesOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const isOfFile = prefix.length === 0 && suffix.length === 0;
  const known = isOfFile ? file.digests[algorithm] : undefined;
  const blob = isOfFile ? file.blob : new Blob([prefix, file.blob, suffix]);
  const hex = known ?? (await hashed(blob)).digests[algorithm];
  const digest = hex === undefined ? undefined : fromHex(hex);
  if (!digest) throw new Problem('check/worker', `No ${algorithm}.`);
  return digest;

  function hashed(whole: Blob): Promise<HashedFile> {
    const report = (bytes: number) =>
      onProgress?.(Math.min(Math.max(bytes - prefix.length, 0), file.size));
    return hashBlob(whole, { algorithms: [algorithm], signal, onProgress: report });
  }
}

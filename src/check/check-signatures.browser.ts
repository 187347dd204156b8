import { fromHex } from '../base/bytes';
import { Problem } from '../base/problem';
import type { FileSignature } from '../release/chain';
import type { Expectation } from '../release/expectation';
import { verifyInWorker } from './ask-evidence.browser';
import { HashedFile } from './checked-file';
import { hashBlob } from './hash-blob.browser';
import { hashSigned, type SignedDigest } from './hash-signed.browser';
import { assertSame, proofOf } from './same-bytes.browser';

export interface CheckSignaturesOptions {
  readonly signal: AbortSignal;
  /** Bytes hashed so far, of the file's, for the signature at hand. */
  readonly onProgress?: (hashedBytes: number) => void;
}

/**
 * Checks the signatures over the file itself among `expectations`, as far as that was not done: the
 * same file, with their outcomes. A signature counts the bytes that it adds to the file, so each needs a
 * pass over it, unless the digest is there already.
 *
 * @throws Problem `check/worker`, `check/unreadable-signature` when the file must fit into memory and does
 *   not, `check/unreadable-file` when it is another one by now, or the signal's reason
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
  { over }: FileSignature,
  options: CheckSignaturesOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (over.kind) {
    case 'digest':
      return digestOf(file, over, options);
    case 'bytes':
      return wholeFile(file, over.maxBytes, options);
  }
}

async function digestOf(
  file: HashedFile,
  over: SignedDigest,
  options: CheckSignaturesOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const isOfFile = over.prefix.length === 0 && over.suffix.length === 0;
  const known = isOfFile ? file.digests[over.algorithm] : undefined;
  const hex = known ?? (await hashSigned(file, over, options));
  const digest = hex === undefined ? undefined : fromHex(hex);
  if (!digest) throw new Problem('check/worker', `No ${over.algorithm}.`);
  return digest;
}

async function wholeFile(
  file: HashedFile,
  maxBytes: number,
  { signal }: CheckSignaturesOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > maxBytes)
    throw new Problem(
      'check/unreadable-signature',
      'Old signatures of this kind are for smaller files.',
    );
  const bytes = await file.blob.arrayBuffer();
  const again = await hashBlob(new Blob([bytes]), { algorithms: proofOf(file), signal });
  assertSame(file, again.digests);
  return new Uint8Array(bytes);
}

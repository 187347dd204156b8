import type { FileSignature } from '../release/chain';
import type { HashedFile } from './checked-file';
import type { HashBlobOptions } from './hash-blob.browser';
import { HashChannel } from './hash-channel.browser';
import { defaultPartBytes, readParts } from './read-parts.browser';
import { assertSame, proofOf } from './same-bytes.browser';

/** What a signature over a digest is over: the bytes of a file, and what it adds before and behind them. */
export type SignedDigest = Extract<FileSignature['over'], { readonly kind: 'digest' }>;

/**
 * Computes the digest that a signature is over, and beside it, of a file on the disk, a digest of the bytes
 * as they are, which says whether they are still the same.
 *
 * @returns lower-case hexadecimal
 * @throws Problem `check/worker`, `check/unreadable-file` when the file is another one by now, or the
 *   signal's reason
 */
export async function hashSigned(
  file: HashedFile,
  { algorithm, prefix, suffix }: SignedDigest,
  { signal, onProgress }: Pick<HashBlobOptions, 'signal' | 'onProgress'>,
): Promise<string | undefined> {
  const signed = new HashChannel({ algorithms: [algorithm], signal });
  const proof = proofOf(file);
  const bare = proof.length > 0 && new HashChannel({ algorithms: proof, signal });
  try {
    await add(signed, prefix.slice().buffer);
    let doneBytes = 0;
    let adding: Promise<unknown> = Promise.resolve();
    for await (const bytes of readParts(file.blob, defaultPartBytes, signal)) {
      await adding;
      onProgress?.(doneBytes);
      doneBytes += bytes.byteLength;
      adding = Promise.all([bare && add(bare, bytes.slice(0)), add(signed, bytes)]);
      // Nobody waits for it when the next part can't be read.
      adding.catch(() => undefined);
    }
    await adding;
    onProgress?.(doneBytes);
    await add(signed, suffix.slice().buffer);
    if (bare) assertSame(file, await bare.finish());
    return (await signed.finish())[algorithm];
  } finally {
    signed.close();
    if (bare) bare.close();
  }
}

function add(channel: HashChannel, bytes: ArrayBuffer): Promise<true> {
  return channel.ask({ kind: 'add', bytes }, ({ kind }) => kind === 'added' || undefined);
}

import { toProblem } from '../base/problem';
import type { Expectation } from '../release/expectation';
import type { HashedFile } from './checked-file';
import { checkSignatures } from './check-signatures.browser';
import { neededAlgorithms } from './decide-verdict';
import { rehash } from './hash-blob.browser';
import type { OpenQuestion } from './verdict';

export interface ComputeOptions {
  /** Aborted when something else is expected of the file. */
  readonly signal: AbortSignal;
  /** Bytes of the pass under way. */
  readonly onProgress: (doneBytes: number) => void;
}

export interface Computed {
  /** With as much as could be computed. */
  readonly hashed: HashedFile;
  /** Why that is not all. */
  readonly failure: OpenQuestion | undefined;
}

/** Digits of an unnamed kind are tried under the likeliest algorithm, and then under all the others. */
const mostPasses = 2;

/**
 * Computes what it takes to compare `hashed` with `expectations`: digests that it lacks, in a second pass
 * those of rarer kinds, and the signatures over the file. What was computed before something fails
 * counts, unless it was of other bytes.
 *
 * @throws Problem `check/unreadable-file` when the file, which is on the disk, is another one by now, or the
 *   signal's reason
 */
export async function computeMissing(
  hashed: HashedFile,
  expectations: readonly Expectation[],
  options: ComputeOptions,
): Promise<Computed> {
  let known = hashed;
  try {
    for (let pass = 0; pass < mostPasses; pass++) {
      const needed = neededAlgorithms(expectations, known.digests);
      if (needed.length > 0) known = await rehash(known, needed, options);
    }
    known = await checkSignatures(known, expectations, options);
    return { hashed: known, failure: undefined };
  } catch (error) {
    options.signal.throwIfAborted();
    const problem = toProblem(error, 'check/worker');
    if (problem.code === 'check/unreadable-file') throw problem;
    return { hashed: known, failure: { problem, chain: [] } };
  }
}

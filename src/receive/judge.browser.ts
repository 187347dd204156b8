import { toProblem } from '../base/problem';
import {
  CheckedFile,
  type Consent,
  type GateDecision,
  type HashedFile,
} from '../check/checked-file';
import { checkSignatures } from '../check/check-signatures.browser';
import { neededAlgorithms } from '../check/decide-verdict';
import { rehash } from '../check/hash-blob.browser';
import type { OpenQuestion } from '../check/verdict';
import type { Expectation } from '../release/expectation';
import type { Subject } from './subject.browser';

export interface Judgement extends GateDecision {
  /** With what the expectations asked for. */
  readonly hashed: HashedFile;
}

interface Work {
  /** Aborted when something else is expected of the file. */
  readonly signal: AbortSignal;
  /** More is being computed. */
  readonly onProgress: (hashedBytes: number) => void;
}

/** Digits of an unnamed kind are tried under the likeliest algorithm, and then under all the others. */
const mostPasses = 2;

/**
 * Compares a hashed file with what is expected of it, once everything that was brought has been read
 * and what is missing for that has been computed. Throws only the signal's reason: a comparison that
 * fails is a verdict too, and what could be computed before counts.
 */
export async function judge(
  hashed: HashedFile,
  subject: Subject,
  { consent, ...work }: Work & { readonly consent: Consent },
): Promise<Judgement> {
  await subject.book.settled();
  work.signal.throwIfAborted();
  const { expectations } = subject;
  const { known, failure } = await compute(hashed, expectations, work);
  // From here to the gate nothing is awaited, so that nothing can change in between.
  work.signal.throwIfAborted();
  subject.recognise(known.digests);
  const question = failure ?? subject.question;
  const { name } = subject.given;
  return {
    hashed: known,
    ...CheckedFile.openGate(known, name, expectations, consent, question),
  };
}

/** As much as can be computed, and why that is not all. Throws only the signal's reason. */
async function compute(
  hashed: HashedFile,
  expectations: readonly Expectation[],
  work: Work,
): Promise<{ readonly known: HashedFile; readonly failure: OpenQuestion | undefined }> {
  let known = hashed;
  try {
    for (let pass = 0; pass < mostPasses; pass++) {
      const needed = neededAlgorithms(expectations, known.digests);
      if (needed.length > 0) known = await rehash(known, needed, work);
    }
    known = await checkSignatures(known, expectations, work);
    return { known, failure: undefined };
  } catch (error) {
    work.signal.throwIfAborted();
    return { known, failure: { problem: toProblem(error, 'check/worker'), chain: [] } };
  }
}

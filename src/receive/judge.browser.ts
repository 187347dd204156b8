import {
  CheckedFile,
  type Consent,
  type GateDecision,
  type HashedFile,
} from '../check/checked-file';
import { computeMissing, type ComputeOptions } from '../check/compute-missing.browser';
import type { Subject } from './subject.browser';

export interface Judgement extends GateDecision {
  /** With what the expectations asked for. */
  readonly hashed: HashedFile;
}

/**
 * Compares a hashed file with what is expected of it, once everything that was brought has been read
 * and what is missing for that has been computed. Throws only the signal's reason: a comparison that
 * fails is a verdict too, and what could be computed before counts.
 */
export async function judge(
  hashed: HashedFile,
  subject: Subject,
  { consent, ...work }: ComputeOptions & { readonly consent: Consent },
): Promise<Judgement> {
  await subject.book.settled();
  work.signal.throwIfAborted();
  const { expectations } = subject;
  const { hashed: known, failure } = await computeMissing(hashed, expectations, work);
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

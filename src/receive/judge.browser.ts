import { toProblem } from '../base/problem';
import {
  CheckedFile,
  type Consent,
  type GateDecision,
  type HashedFile,
} from '../check/checked-file';
import { neededAlgorithms } from '../check/decide-verdict';
import { rehash } from '../check/hash-blob.browser';
import type { Release } from '../release/release';
import type { ExpectationBook } from './expectation-book';

export interface Judgement extends GateDecision {
  /** With the digests that the expectations asked for. */
  readonly hashed: HashedFile;
}

/**
 * Compares a hashed file with what is expected of it, after computing the digests that are missing
 * for that. Throws only the signal's reason: a comparison that fails is a verdict too.
 */
export async function judge(
  hashed: HashedFile,
  release: Release,
  book: ExpectationBook,
  options: {
    readonly consent: Consent;
    readonly signal: AbortSignal;
    /** More digests are being computed. */
    readonly onProgress: (hashedBytes: number) => void;
  },
): Promise<Judgement> {
  const { consent, signal, onProgress } = options;
  try {
    const expectations = book.with(release.expectations);
    const complete = await rehash(hashed, neededAlgorithms(expectations), { signal, onProgress });
    signal.throwIfAborted();
    book.recognise(complete.digests);
    const { report } = book;
    const openQuestion = report.kind === 'problem' ? report.problem : undefined;
    const { name } = release;
    const decision = CheckedFile.openGate(complete, name, expectations, consent, openQuestion);
    return { hashed: complete, ...decision };
  } catch (error) {
    signal.throwIfAborted();
    const problem = toProblem(error, 'check/worker');
    return { hashed, verdict: { kind: 'could-not-check', problem }, file: undefined };
  }
}

import { toProblem } from '../base/problem';
import { CheckedFile, type Consent, type HashedFile } from '../check/checked-file';
import { decideVerdict, neededAlgorithms } from '../check/decide-verdict';
import { rehash } from '../check/hash-blob.browser';
import type { Verdict } from '../check/verdict';
import type { Release } from '../release/release';
import type { ExpectationBook } from './expectation-book';

export interface Judgement {
  /** With the digests that the expectations asked for. */
  readonly hashed: HashedFile;
  readonly verdict: Verdict;
  /** The way through the gate, when it is open. */
  readonly file: CheckedFile | undefined;
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
    const verdict = withOpenQuestion(decideVerdict(expectations, complete.digests), book);
    const file = CheckedFile.openGate(complete, release.name, verdict, consent);
    return { hashed: complete, verdict, file };
  } catch (error) {
    signal.throwIfAborted();
    const problem = toProblem(error, 'check/worker');
    return { hashed, verdict: { kind: 'could-not-check', problem }, file: undefined };
  }
}

/**
 * A text in the paste box that can't be used leaves a question open, and a match with the link's
 * checksum would look like its answer.
 */
function withOpenQuestion(verdict: Verdict, { report }: ExpectationBook): Verdict {
  return report.kind === 'problem' && verdict.kind !== 'differs'
    ? { kind: 'could-not-check', problem: report.problem }
    : verdict;
}

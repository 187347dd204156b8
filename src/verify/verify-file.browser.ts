import { Problem, toProblem } from '../base/problem';
import { CheckedFile, type HashedFile } from '../check/checked-file';
import { checkSignatures } from '../check/check-signatures.browser';
import { neededAlgorithms } from '../check/decide-verdict';
import type { Evidence, MatchedEvidence } from '../check/evidence';
import { hashBlob, rehash } from '../check/hash-blob.browser';
import { recogniseBytes } from '../check/match-evidence';
import type { FileStep } from './verify-state';

export interface HashStepOptions {
  readonly signal: AbortSignal;
  /** Bytes of the pass under way. */
  readonly onProgress: (doneBytes: number) => void;
}

/**
 * Computes of `file` what `matched` asks for and `known` lacks: one pass, a second when digits turn out
 * to be of a rarer kind, and one for each kind of signature over the file.
 *
 * @throws Problem `check/unreadable-file` when the file can't be read (any more), `check/worker`, or the
 *   signal's reason
 */
export async function hashAsNeeded(
  file: File,
  known: HashedFile | undefined,
  { expectations }: MatchedEvidence,
  options: HashStepOptions,
): Promise<HashedFile> {
  try {
    const algorithms = neededAlgorithms(expectations, known?.digests);
    let hashed = known ?? (await hashBlob(file, { ...options, algorithms }));
    for (;;) {
      const missing = neededAlgorithms(expectations, hashed.digests);
      if (missing.length === 0) break;
      hashed = await rehash(hashed, missing, options);
    }
    return await checkSignatures(hashed, expectations, options);
  } catch (error) {
    options.signal.throwIfAborted();
    throw await whyNot(file, error);
  }
}

/** What the evidence makes of a file that was hashed for it. */
export function judgeFile(
  name: string,
  hashed: HashedFile,
  matched: MatchedEvidence,
  evidence: Evidence,
): Extract<FileStep, { kind: 'judged' }> {
  const { digests } = hashed;
  const { expectations, question } = recogniseBytes(matched, evidence, digests);
  const { verdict } = CheckedFile.openGate(hashed, name, expectations, undefined, question);
  return { kind: 'judged', verdict, digests, question };
}

/** A file that was changed, moved or deleted, and a folder, can't be read: not the worker's fault. */
async function whyNot(file: File, error: unknown): Promise<Problem> {
  const readable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
  return readable
    ? toProblem(error, 'check/worker')
    : new Problem('check/unreadable-file', file.name);
}

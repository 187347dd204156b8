import { Problem, toProblem } from '../base/problem';
import { CheckedFile, type HashedFile } from '../check/checked-file';
import {
  computeMissing,
  type Computed,
  type ComputeOptions,
} from '../check/compute-missing.browser';
import { neededAlgorithms } from '../check/decide-verdict';
import type { Evidence, MatchedEvidence } from '../check/evidence';
import { hashBlob } from '../check/hash-blob.browser';
import { recogniseBytes } from '../check/match-evidence';
import type { FileStep } from './verify-state';

/**
 * Computes of `file` what `matched` asks for and `known` lacks: one pass, a second when digits turn out
 * to be of a rarer kind, and one for each kind of signature over the file.
 *
 * @throws Problem `check/unreadable-file` when the file can't be read (any more) or is another one than
 *   before, `check/worker` when not even a first pass could be made, or the signal's reason
 */
export async function hashAsNeeded(
  file: File,
  known: HashedFile | undefined,
  { expectations }: MatchedEvidence,
  options: ComputeOptions,
): Promise<Computed> {
  try {
    const algorithms = neededAlgorithms(expectations);
    const hashed = known ?? (await hashBlob(file, { ...options, algorithms }));
    const computed = await computeMissing(hashed, expectations, options);
    if (computed.failure) await assertReadable(file);
    return computed;
  } catch (error) {
    options.signal.throwIfAborted();
    await assertReadable(file);
    throw toProblem(error, 'check/worker');
  }
}

/** What the evidence makes of a file that was hashed for it. */
export function judgeFile(
  name: string,
  { hashed, failure }: Computed,
  matched: MatchedEvidence,
  evidence: Evidence,
): Extract<FileStep, { kind: 'judged' }> {
  const { digests } = hashed;
  const recognised = recogniseBytes(matched, evidence, digests);
  const { expectations } = recognised;
  const question = failure ?? recognised.question;
  const { verdict } = CheckedFile.openGate(hashed, name, expectations, undefined, question);
  return { kind: 'judged', verdict, digests, question };
}

/** A file that was changed, cut, moved or deleted, and a folder, can't be read: not the worker's fault. */
async function assertReadable(file: File): Promise<void> {
  const last = file.slice(Math.max(file.size - 1, 0), file.size);
  const length = await last.arrayBuffer().then(
    ({ byteLength }) => byteLength,
    (cause: unknown) => {
      throw new Problem('check/unreadable-file', file.name, { cause });
    },
  );
  if (length !== last.size) throw new Problem('check/unreadable-file', file.name);
}

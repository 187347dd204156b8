import type { Expectation } from '../release/expectation';
import { decideVerdict } from './decide-verdict';
import type { Digests, FileFacts, OpenQuestion, SignatureOutcomes, Verdict } from './verdict';

/**
 * A file whose digests were computed from the very Blob that it holds. Only `check/` makes one, after
 * hashing (the linter sees to it). `blob` is composed of the Blob objects that were hashed; Blobs don't
 * change, so neither does it.
 */
export class HashedFile implements FileFacts {
  /** Makes the type nominal: an object of the same shape is no HashedFile. */
  declare private readonly made: never;

  constructor(
    readonly blob: Blob,
    readonly digests: Digests,
    /** Of the signatures over this file, as far as they were checked. */
    readonly signatures: SignatureOutcomes = {},
  ) {}

  get size(): number {
    return this.blob.size;
  }
}

/**
 * What the person agreed to in an explicit step that named what is not known: the kind of the verdict
 * that they saw. It is no consent to another one.
 */
export type Consent = 'weak' | 'nothing-to-check' | undefined;

export interface GateDecision {
  readonly verdict: Verdict;
  /** The way through, when the gate is open. */
  readonly file: CheckedFile | undefined;
}

/** A file that may be saved. Only `openGate` makes one, and `save/` takes nothing else. */
export class CheckedFile {
  readonly #hashed: HashedFile;

  private constructor(
    hashed: HashedFile,
    readonly name: string,
  ) {
    this.#hashed = hashed;
  }

  get blob(): Blob {
    return this.#hashed.blob;
  }

  get digests(): Digests {
    return this.#hashed.digests;
  }

  /**
   * The gate. It compares the file itself, so that no file gets another one's verdict. `matches` opens
   * it; `weak` and `nothing-to-check` open it only with the consent that goes with them; nothing opens
   * it for `differs` or `could-not-check`.
   *
   * @param openQuestion why something that the person brought can't be used. It leaves a question open,
   *   and a match with the link's checksum would look like its answer.
   */
  static openGate(
    hashed: HashedFile,
    name: string,
    expectations: readonly Expectation[],
    consent: Consent,
    openQuestion?: OpenQuestion,
  ): GateDecision {
    const verdict = withOpenQuestion(decideVerdict(expectations, hashed), openQuestion);
    const file = isOpen(verdict, consent) ? new CheckedFile(hashed, name) : undefined;
    return { verdict, file };
  }
}

function withOpenQuestion(verdict: Verdict, question: OpenQuestion | undefined): Verdict {
  return question && verdict.kind !== 'differs'
    ? { kind: 'could-not-check', ...question }
    : verdict;
}

function isOpen(verdict: Verdict, consent: Consent): boolean {
  switch (verdict.kind) {
    case 'matches':
      return true;
    case 'weak':
    case 'nothing-to-check':
      return consent === verdict.kind;
    case 'differs':
    case 'could-not-check':
      return false;
  }
}

import type { Digests, Verdict } from './verdict';

/**
 * A file whose digests were computed from the very Blob that it holds. Only the hasher makes one.
 * `blob` is composed of the Blob objects that were hashed; Blobs don't change, so neither does it.
 */
export class HashedFile {
  /** Makes the type nominal: an object of the same shape is no HashedFile. */
  declare private readonly made: never;

  constructor(
    readonly blob: Blob,
    readonly digests: Digests,
  ) {}

  get size(): number {
    return this.blob.size;
  }
}

/** What the person agreed to in an explicit step that named what is not known. */
export type Consent = 'weak' | 'nothing-to-check' | undefined;

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
   * The gate. `matches` opens it; `weak` and `nothing-to-check` open it only with the consent that
   * goes with them; nothing opens it for `differs` or `could-not-check`.
   */
  static openGate(
    hashed: HashedFile,
    name: string,
    verdict: Verdict,
    consent: Consent,
  ): CheckedFile | undefined {
    switch (verdict.kind) {
      case 'matches':
        return new CheckedFile(hashed, name);
      case 'weak':
      case 'nothing-to-check':
        return consent === verdict.kind ? new CheckedFile(hashed, name) : undefined;
      case 'differs':
      case 'could-not-check':
        return undefined;
    }
  }
}

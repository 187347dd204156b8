import type { DigestAlgorithm } from '../base/digest-algorithms';
import type { ProblemCode } from '../base/problem';

/** Digits that somebody published. */
export interface PublishedDigest {
  readonly kind: 'digest';
  /** Lower-case hexadecimal of a full digest. */
  readonly hex: string;
  /** What the digits can be, the likeliest first; one alone when the text names the algorithm. */
  readonly algorithms: readonly [DigestAlgorithm, ...DigestAlgorithm[]];
}

/** A well-formed digest of a kind that nothing here computes. */
export interface UnsupportedDigest {
  readonly kind: 'unsupported';
  /** For people: "RIPEMD-160". */
  readonly label: string;
}

/** What a text says of one file. */
export interface ListEntry {
  /** As the text has it, directory part included; hostile text. Absent for a digest on its own. */
  readonly name: string | undefined;
  readonly digest: PublishedDigest | UnsupportedDigest;
  /** Bytes, if the text gives a size beside the digest. */
  readonly size: number | undefined;
}

/** Why a text is no checksum. `detail` is a sentence. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly code: ProblemCode;
  readonly detail: string;
}

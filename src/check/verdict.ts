import type { DigestAlgorithm } from '../base/digest-algorithms';
import type { Problem } from '../base/problem';
import type { ChainLink } from '../release/chain';
import type { Digest, Expectation } from '../release/expectation';

/** The digests computed of one file, by algorithm; lower-case hexadecimal. */
export type Digests = Readonly<Partial<Record<DigestAlgorithm, string>>>;

/** Whether the signatures over one file are valid, by the id of the signature. */
export type SignatureOutcomes = Readonly<Record<string, 'valid' | 'broken' | undefined>>;

/** What is known of a file's bytes. */
export interface FileFacts {
  /** Bytes. */
  readonly size: number;
  readonly digests: Digests;
  readonly signatures: SignatureOutcomes;
}

/** The outcome of comparing a file with what is expected of it. */
export type Verdict =
  /** Every expectation is met, and `by` (the one to show) is strong. Its digest's algorithm is the one that was found to fit. */
  | { readonly kind: 'matches'; readonly by: Expectation }
  /** Every expectation is met, but all of them are weak. */
  | { readonly kind: 'weak'; readonly by: Expectation }
  /** `expected` is not what these bytes are. `actual` has the same algorithm, or SHA-256 for a signature. */
  | { readonly kind: 'differs'; readonly expected: Expectation; readonly actual: Digest }
  | {
      readonly kind: 'could-not-check';
      readonly problem: Problem;
      /** What is behind the expectation that can't be used, the broken link included; often nothing. */
      readonly chain: readonly ChainLink[];
    }
  | { readonly kind: 'nothing-to-check' };

/** Why something that the person brought can't be used. It leaves a question open. */
export interface OpenQuestion {
  readonly problem: Problem;
  readonly chain: readonly ChainLink[];
}

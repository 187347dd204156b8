import type { Problem } from '../base/problem';
import type { Digest, DigestAlgorithm, Expectation } from '../release/expectation';

/** The digests computed of one file, by algorithm. */
export type Digests = Readonly<Partial<Record<DigestAlgorithm, string>>>;

/** The outcome of comparing a file with what is expected of it. */
export type Verdict =
  /** Every expectation equals the bytes, and `by` (the one to show) is strong. */
  | { readonly kind: 'matches'; readonly by: Expectation }
  /** Every expectation equals the bytes, but all of them are weak. */
  | { readonly kind: 'weak'; readonly by: Expectation }
  /** `expected` is not what these bytes are. */
  | { readonly kind: 'differs'; readonly expected: Expectation; readonly actual: Digest }
  | { readonly kind: 'could-not-check'; readonly problem: Problem }
  | { readonly kind: 'nothing-to-check' };

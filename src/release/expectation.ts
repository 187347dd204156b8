import type { DigestAlgorithm } from '../base/digest-algorithms';
import type { ChainLink, FileSignature } from './chain';

export interface Digest {
  readonly algorithm: DigestAlgorithm;
  /** Lower-case hexadecimal of the full digest. */
  readonly hex: string;
}

/**
 * Where an expectation came from; shown beside every verdict (`data-source`). `signed-list`: a list
 * with a valid signature; `signature`: a valid signature over the file itself.
 */
export type ExpectationSource = 'link' | 'pasted' | 'list' | 'signed-list' | 'signature' | 'site';

/** What the file should be, and on whose word. */
export type Expectation = DigestExpectation | SignatureExpectation;

interface Named {
  readonly source: ExpectationSource;
  /** The file name that the source gave beside it, if it gave one. */
  readonly name: string | undefined;
  /** Bytes, if the source gave a size. */
  readonly size: number | undefined;
  /** What is behind the source, from the list that names the digest outward to the key; often nothing. */
  readonly chain: readonly ChainLink[];
}

export interface DigestExpectation extends Named {
  readonly kind: 'digest';
  /** Under the likeliest algorithm, when the source did not say which it is. */
  readonly digest: Digest;
  /** What else the same digits may be, the likeliest first. Empty when the source named the algorithm. */
  readonly orElse: readonly DigestAlgorithm[];
}

export interface SignatureExpectation extends Named {
  readonly kind: 'signature';
  readonly signature: FileSignature;
  /** The name of the file that held the signature; hostile text. Absent for pasted text. */
  readonly broughtAs?: string | undefined;
  /**
   * Nothing says that it is over the file, and there are lists at hand that it may be over: when it fits
   * none of them, nobody can say which of these was changed.
   */
  readonly mayBeOverList?: boolean;
}

/** Digest algorithms known to the app. Each has its row in `check/digest-algorithms.ts`. */
export type DigestAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

export interface Digest {
  readonly algorithm: DigestAlgorithm;
  /** Lower-case hexadecimal of the full digest. */
  readonly hex: string;
}

/** Where an expectation came from; shown beside every verdict (`data-source`). */
export type ExpectationSource = 'link' | 'pasted' | 'list' | 'signed-list' | 'site';

/** What the file should be, and on whose word. */
export interface Expectation {
  readonly digest: Digest;
  readonly source: ExpectationSource;
  /** The file name that the source gave beside the digest, if it gave one. */
  readonly name: string | undefined;
}

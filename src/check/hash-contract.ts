import type { DigestAlgorithm } from '../release/expectation';

/**
 * The messages between the page and the hash worker. One worker hashes one file, once: pieces are
 * appended in order, then `finish`. To abort, terminate the worker.
 */
export type HashRequest =
  | { readonly kind: 'start'; readonly algorithms: readonly DigestAlgorithm[] }
  | {
      readonly kind: 'append';
      readonly blob: Blob;
      /** 20 bytes; a piece whose SHA-1 is another is reported as `damaged` and left out. */
      readonly expectedSha1: Uint8Array | undefined;
    }
  | { readonly kind: 'finish' };

/** One answer per `append` and one per `finish`, in the order of the requests. */
export type HashReply =
  | { readonly kind: 'appended'; readonly sha1: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'damaged' }
  | {
      readonly kind: 'finished';
      /** Lower-case hexadecimal, one for each algorithm asked for. */
      readonly digests: Readonly<Partial<Record<DigestAlgorithm, string>>>;
    }
  /** The worker can't go on (a Blob that can't be read, no memory); nothing more will come. */
  | { readonly kind: 'failed'; readonly message: string };

import type { DigestAlgorithm } from '../release/expectation';

/**
 * The messages between the page and the hash worker. One worker hashes one file, once: pieces are
 * appended in order, then `finish`. To abort, terminate the worker.
 *
 * A piece that is damaged or unreadable is not in the digests, and neither may be one that follows it,
 * for digests can't be taken back. So every append after it is skipped, until `resume` says that the
 * next one is that same piece again.
 */
export type HashRequest =
  | { readonly kind: 'start'; readonly algorithms: readonly DigestAlgorithm[] }
  | {
      readonly kind: 'append';
      readonly blob: Blob;
      /** 20 bytes; a piece whose SHA-1 is another is reported as `damaged` and left out. */
      readonly expectedSha1: Uint8Array | undefined;
    }
  /** Not answered. */
  | { readonly kind: 'resume' }
  /** Fails while appends are skipped. */
  | { readonly kind: 'finish' };

/** One answer per `append` and one per `finish`, in the order of the requests. */
export type HashReply =
  | { readonly kind: 'appended'; readonly sha1: Uint8Array<ArrayBuffer> }
  /** It has another SHA-1 than expected. */
  | { readonly kind: 'damaged' }
  /** Its Blob can't be read, or gives fewer bytes than it has. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'skipped' }
  | {
      readonly kind: 'finished';
      /** Lower-case hexadecimal, one for each algorithm asked for. */
      readonly digests: Readonly<Partial<Record<DigestAlgorithm, string>>>;
    }
  /** The worker can't go on (a hasher that fails, no memory); nothing more will come. */
  | { readonly kind: 'failed'; readonly message: string };

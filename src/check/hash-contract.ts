import type { DigestAlgorithm } from '../base/digest-algorithms';
import type { Digests } from './verdict';

/**
 * The messages between the page and the hash worker. One file at a time: `start`, then its pieces or
 * its parts in order, then `finish`; after that the worker may start another one. To abort, terminate
 * the worker.
 *
 * A piece (`append`) is looked at before it is hashed. One that is damaged or unreadable is not in the
 * digests, and neither may be one that follows it, for digests can't be taken back. So every append
 * after it is skipped, until `resume` says that the next one is that same piece again.
 *
 * A part (`add`) is hashed as it is: a file that is only checked needs no SHA-1 of its parts, and they
 * would cost as much again. The page reads it, because a worker that hashes reads nothing meanwhile.
 */
export type HashRequest =
  | { readonly kind: 'start'; readonly algorithms: readonly DigestAlgorithm[] }
  | {
      readonly kind: 'append';
      readonly blob: Blob;
      /** 20 bytes; a piece whose SHA-1 is another is reported as `damaged` and left out. */
      readonly expectedSha1: Uint8Array | undefined;
    }
  /** The buffer is transferred. Fails while appends are skipped. */
  | { readonly kind: 'add'; readonly bytes: ArrayBuffer }
  /** Not answered. */
  | { readonly kind: 'resume' }
  /** Fails while appends are skipped. */
  | { readonly kind: 'finish' };

/** One answer per `append`, `add` and `finish`, in the order of the requests. */
export type HashReply =
  | { readonly kind: 'appended'; readonly sha1: Uint8Array<ArrayBuffer> }
  /** It has another SHA-1 than expected. */
  | { readonly kind: 'damaged' }
  /** Its Blob can't be read, or gives fewer bytes than it has. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'added' }
  /** `digests` has one for each algorithm asked for. */
  | { readonly kind: 'finished'; readonly digests: Digests }
  /** The worker can't go on (a hasher that fails, no memory); nothing more will come. */
  | { readonly kind: 'failed'; readonly message: string };

/**
 * One error type for everything that can go wrong in a way a person should hear about.
 *
 * A code is `stage/what` and never changes once released: tests, screen readers' users and people's
 * own automation rely on it. Its words live in `problem-words.ts`; a code without words does not
 * compile. Being cancelled is not a problem (that is an `AbortError`), and neither is being slow.
 */
export type ProblemCode =
  | 'page/framed'
  | 'page/insecure'
  | 'page/bad-site-file'
  | 'link/not-a-share-link'
  | 'link/too-long'
  | 'link/no-info-hash'
  | 'link/bad-info-hash'
  | 'link/bad-digest'
  | 'link/bad-size'
  | 'link/bad-piece-length'
  | 'link/bad-info'
  | 'release/bad-metadata'
  | 'release/wrong-metadata'
  | 'release/several-files'
  | 'release/size-conflict'
  | 'release/empty'
  | 'swarm/engine'
  | 'swarm/already-here'
  | 'swarm/no-source'
  | 'swarm/no-webrtc'
  | 'swarm/no-metadata'
  | 'swarm/tracker'
  | 'swarm/offline'
  | 'swarm/nobody-there'
  | 'swarm/no-connection'
  | 'swarm/peers-lack'
  | 'swarm/mirrors-fail'
  | 'swarm/only-wrong-bytes'
  | 'swarm/mirror-unreachable'
  | 'swarm/mirror-status'
  | 'swarm/mirror-no-ranges'
  | 'swarm/mirror-wrong-length'
  | 'swarm/mirror-wrong-bytes'
  | 'swarm/mirror-timeout'
  | 'pieces/unavailable'
  | 'pieces/full'
  | 'pieces/write-failed'
  | 'pieces/read-failed'
  | 'check/worker'
  | 'check/empty'
  | 'check/too-long'
  | 'check/unreadable-file'
  | 'check/bring-again'
  | 'check/not-a-checksum'
  | 'check/cut-short'
  | 'check/unknown-kind'
  | 'check/mixed-alphabet'
  | 'check/other-file'
  | 'check/not-in-list'
  | 'check/conflict'
  | 'check/bad-signature'
  | 'check/expired-key'
  | 'check/revoked-key'
  | 'check/unknown-key'
  | 'check/weak-signature'
  | 'check/unreadable-signature'
  | 'check/unreadable-key'
  | 'check/list-differs'
  | 'check/list-missing'
  | 'check/not-a-file-hash'
  | 'save/write-failed'
  | 'save/not-allowed'
  | 'save/read-back-differs'
  | 'shelf/change-failed'
  | 'publish/empty-file'
  | 'publish/unreadable'
  | 'publish/bad-mirror';

/** A failure with a stable code. `detail` is for people who want to know more; it may hold hostile text. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ProblemCode,
    readonly detail = '',
    options?: { cause?: unknown },
  ) {
    super(detail === '' ? code : `${code}: ${detail}`, options);
  }
}

/** Passes a `Problem` through and wraps anything else under `code`, keeping it as the cause. */
export function toProblem(error: unknown, code: ProblemCode): Problem {
  if (error instanceof Problem) return error;
  return new Problem(code, error instanceof Error ? error.message : String(error), {
    cause: error,
  });
}

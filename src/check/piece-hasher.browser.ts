import { Problem } from '../base/problem';
import { startWorker } from '../base/start-worker.browser';
import type { DigestAlgorithm } from '../release/expectation';
import { HashedFile } from './checked-file';
import type { HashReply, HashRequest } from './hash-contract';
import workerUrl from './hash-worker.browser?worker&url';
import type { Digests } from './verdict';

/** What became of a piece; it is in the digests when it was `appended`, else not. */
export type AppendOutcome = Extract<
  HashReply,
  { kind: 'appended' | 'damaged' | 'unreadable' | 'skipped' }
>;

/** Who waits for the next reply of the worker. */
interface Waiting {
  readonly settle: (reply: HashReply) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Hashes one file, once, in a worker: pieces are appended in order, then `finish` composes the file of
 * exactly the Blob objects that were hashed. It does not hold a caller back: each append in flight
 * is in the worker's memory, so keep no more than about 4 of them. After a piece that is damaged or
 * unreadable all are skipped, those on their way included, until `resume`.
 */
export class PieceHasher {
  readonly #worker: Worker;
  readonly #signal: AbortSignal;
  readonly #hashed: Blob[] = [];
  readonly #waiting: Waiting[] = [];
  #hashedBytes = 0;
  /** Set once nothing more can be asked of the worker. */
  #ended: { readonly reason: Error } | undefined;

  /** @throws the signal's reason when it is aborted already */
  constructor(options: { algorithms: readonly DigestAlgorithm[]; signal: AbortSignal }) {
    options.signal.throwIfAborted();
    this.#signal = options.signal;
    this.#worker = startWorker(workerUrl);
    this.#worker.addEventListener('message', this.#onMessage);
    this.#worker.addEventListener('error', this.#onError);
    this.#worker.addEventListener('messageerror', this.#onError);
    this.#signal.addEventListener('abort', this.#onAbort);
    this.#post({ kind: 'start', algorithms: options.algorithms });
  }

  /** Bytes that were appended and hashed. */
  get hashedBytes(): number {
    return this.#hashedBytes;
  }

  /**
   * Hashes the next piece. Outcomes come in the order of the calls.
   *
   * @param expectedSha1 20 bytes; without it no piece is `damaged`
   * @throws Problem `check/worker`, or the signal's reason
   */
  append(blob: Blob, expectedSha1?: Uint8Array): Promise<AppendOutcome> {
    return this.#ask({ kind: 'append', blob, expectedSha1 }, (reply) => {
      if (reply.kind === 'failed' || reply.kind === 'finished') return undefined;
      if (reply.kind === 'appended') {
        this.#hashed.push(blob);
        this.#hashedBytes += blob.size;
      }
      return reply;
    });
  }

  /** The next piece is the one that was damaged or unreadable. Wait for all outcomes before. */
  resume(): void {
    if (!this.#ended) this.#post({ kind: 'resume' });
  }

  /**
   * The file and its digests, after all appends were answered. Ends the worker.
   *
   * @throws Problem `check/worker`, or the signal's reason
   */
  finish(): Promise<HashedFile> {
    return this.#ask({ kind: 'finish' }, (reply) => {
      if (reply.kind !== 'finished') return undefined;
      const file = this.#compose(reply.digests);
      this.close();
      return file;
    });
  }

  /** Ends the worker; what is pending rejects with an AbortError. Does nothing the second time. */
  close(): void {
    this.#end(new DOMException('The hasher was closed.', 'AbortError'));
  }

  #compose(digests: Digests): HashedFile {
    const blob = new Blob(this.#hashed, { type: 'application/octet-stream' });
    return new HashedFile(blob, digests);
  }

  /** `read` returns `undefined` for a reply that is none to this request. */
  #ask<T>(request: HashRequest, read: (reply: HashReply) => T | undefined): Promise<T> {
    const answer = new Promise<T>((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended.reason);
        return;
      }
      const settle = (reply: HashReply) => {
        const value = read(reply);
        if (value !== undefined) {
          resolve(value);
          return;
        }
        const problem = workerProblem(`The worker answered ${request.kind} with ${reply.kind}.`);
        reject(problem);
        this.#end(problem);
      };
      this.#waiting.push({ settle, reject });
      this.#post(request);
    });
    // With several in flight, a caller stops at the first that rejects and never looks at the others.
    answer.catch(() => undefined);
    return answer;
  }

  #post(request: HashRequest): void {
    this.#worker.postMessage(request);
  }

  readonly #onMessage = (event: MessageEvent<HashReply>) => {
    const reply = event.data;
    if (reply.kind === 'failed') this.#end(workerProblem(reply.message));
    else this.#waiting.shift()?.settle(reply);
  };

  readonly #onError = (event: Event) => {
    // A script that could not be loaded gives a plain Event, a thrown error an ErrorEvent.
    this.#end(workerProblem((event as Partial<ErrorEvent>).message ?? ''));
  };

  readonly #onAbort = () => {
    // Whatever `abort` was given; by default a DOMException, which is an Error.
    this.#end(this.#signal.reason as Error);
  };

  #end(reason: Error): void {
    if (this.#ended) return;
    this.#ended = { reason };
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#worker.terminate();
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }
}

function workerProblem(detail: string): Problem {
  return new Problem('check/worker', detail);
}

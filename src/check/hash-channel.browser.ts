import type { DigestAlgorithm } from '../base/digest-algorithms';
import { Problem } from '../base/problem';
import { startWorker } from '../base/start-worker.browser';
import type { HashReply, HashRequest } from './hash-contract';
import workerUrl from './hash-worker.browser?worker&url';
import type { Digests } from './verdict';

/** Who waits for the next reply of the worker. */
interface Waiting {
  readonly settle: (reply: HashReply) => void;
  readonly reject: (reason: Error) => void;
}

export interface HashChannelOptions {
  readonly algorithms: readonly DigestAlgorithm[];
  readonly signal: AbortSignal;
}

/**
 * A hash worker of its own for one file, and who waits for its answers. It holds no caller back: what
 * is asked of it before it has answered waits in the worker.
 */
export class HashChannel {
  readonly #worker: Worker;
  readonly #signal: AbortSignal;
  readonly #waiting: Waiting[] = [];
  /** Set once nothing more can be asked of the worker. */
  #ended: { readonly reason: Error } | undefined;

  /** @throws the signal's reason when it is aborted already */
  constructor(options: HashChannelOptions) {
    options.signal.throwIfAborted();
    this.#signal = options.signal;
    this.#worker = startWorker(workerUrl);
    this.#worker.addEventListener('message', this.#onMessage);
    this.#worker.addEventListener('error', this.#onError);
    this.#worker.addEventListener('messageerror', this.#onError);
    this.#signal.addEventListener('abort', this.#onAbort);
    this.tell({ kind: 'start', algorithms: options.algorithms });
  }

  /** For a request that has no answer. */
  tell(request: HashRequest): void {
    if (this.#ended) return;
    this.#worker.postMessage(request, request.kind === 'add' ? [request.bytes] : []);
  }

  /**
   * The answer to a request. Answers come in the order of the calls.
   *
   * @param read returns `undefined` for a reply that is none to this request
   * @throws Problem `check/worker`, or the signal's reason
   */
  ask<T>(request: HashRequest, read: (reply: HashReply) => T | undefined): Promise<T> {
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
      this.tell(request);
    });
    // With several in flight, a caller stops at the first that rejects and never looks at the others.
    answer.catch(() => undefined);
    return answer;
  }

  /**
   * The digests of all that was hashed. Ends the worker.
   *
   * @throws like `ask`
   */
  async finish(): Promise<Digests> {
    const digests = await this.ask({ kind: 'finish' }, (reply) =>
      reply.kind === 'finished' ? reply.digests : undefined,
    );
    this.close();
    return digests;
  }

  /** Ends the worker; what is pending rejects with an AbortError. Does nothing the second time. */
  close(): void {
    this.#end(new DOMException('The hasher was closed.', 'AbortError'));
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

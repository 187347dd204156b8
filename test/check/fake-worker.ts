import type { HashReply, HashRequest } from '../../src/check/hash-contract';
import { HashSession } from '../../src/check/hash-session.browser';

/** Stands in for the browser's Worker: a real session, in this thread, one turn away. */
export class FakeWorker extends EventTarget {
  static readonly started: FakeWorker[] = [];
  terminated = false;
  /** Greatest number of appends without an answer. */
  mostInFlight = 0;
  #inFlight = 0;
  readonly #session = new HashSession((reply) => {
    setTimeout(() => {
      this.reply(reply);
    });
  });

  constructor(
    readonly url: string,
    readonly options: WorkerOptions,
  ) {
    super();
    FakeWorker.started.push(this);
  }

  static get last(): FakeWorker {
    const last = FakeWorker.started.at(-1);
    if (!last) throw new Error('no worker was started');
    return last;
  }

  postMessage(request: HashRequest): void {
    if (request.kind === 'append' || request.kind === 'add')
      this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight);
    this.#session.receive(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  reply(reply: HashReply): void {
    if (this.terminated) return;
    this.#inFlight--;
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }

  die(message?: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

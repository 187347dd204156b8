import type { Problem } from '../base/problem';
import type { HashedFile } from '../check/checked-file';
import type { PieceRecords } from '../pieces/piece-records.browser';
import type { Engine } from '../swarm/engine.browser';
import { Conduct } from '../swarm/limits/conduct.browser';
import type { DownloadGate } from '../swarm/limits/download-gate.browser';
import type { LimitPorts } from '../swarm/limits/regulator';
import { noTransfer, type Transfer } from '../swarm/transfer';
import { Arrival } from './arrival.browser';
import type { ReceiveState, WithTransfer } from './receive-state';
import type { Subject } from './subject.browser';

export interface ReceivingPorts {
  readonly engine: () => Promise<Engine>;
  readonly pieces: (infoHash: string) => PieceRecords;
  readonly downloadGate: DownloadGate;
  readonly limits: LimitPorts;
}

/** How long what an earlier visit left may take to be read before the bytes are fetched anyway. */
const readingPatienceMs = 1_000;

/** One release's bytes on their way: from where they come, what holds them back, what is seen of it. */
export class Receiving {
  readonly conduct: Conduct;
  #arrival: Arrival | undefined;
  /** Why storage refused a piece that waits in memory. */
  #storageProblem: Problem | undefined;

  /** `onChange` is called when there may be something else to show. */
  constructor(
    readonly subject: Subject,
    private readonly ports: ReceivingPorts,
    private readonly onChange: () => void,
  ) {
    this.conduct = new Conduct(ports.limits, onChange);
    this.conduct.begin(subject.given.infoHash);
  }

  /** What holds in every stage from the first byte to the saved file. */
  get live(): WithTransfer {
    const { release, evidence, mode = 'mirrors-only' } = this.subject;
    return { release, evidence, mode, ...this.conduct.standing(this.#transfer) };
  }

  /** `receiving` until all bytes are here, then `checking` until they are hashed. */
  get stage(): Extract<ReceiveState, { stage: 'receiving' | 'checking' }> | undefined {
    const arrival = this.#arrival;
    if (!arrival) return undefined;
    const { live } = this;
    if (isComplete(live.transfer)) {
      return { stage: 'checking', hashedBytes: arrival.hashedBytes, ...live };
    }
    const stopped = this.#storageProblem ?? arrival.deadEnd;
    const activity = stopped ? 'paused' : arrival.lacksMetadata ? 'metadata' : 'pieces';
    return { stage: 'receiving', activity, problem: stopped ?? arrival.obstacle, ...live };
  }

  /**
   * Resolves with the whole file, hashed; there is a `stage` to show from the call on, and it is given
   * to others until the signal. Throws a Problem, or the signal's reason.
   */
  async fetch(signal: AbortSignal): Promise<HashedFile> {
    signal.addEventListener('abort', () => (this.#storageProblem = undefined), { once: true });
    const arrival = (this.#arrival = this.#newArrival(signal));
    this.conduct.watch(signal);
    // What an earlier visit left says which digests to compute on the way.
    await Promise.race([this.subject.book.settled(), afterMs(readingPatienceMs)]);
    signal.throwIfAborted();
    return arrival.fetch();
  }

  /** Tries again to store what storage refused, and asks for more. False: it refused nothing. */
  retryWrites(): boolean {
    if (!this.#storageProblem) return false;
    this.#storageProblem = undefined;
    this.#arrival?.retryWrites();
    this.onChange();
    return true;
  }

  /** Brings limits up to date with what the swarm is doing. */
  report(): void {
    const { mode, withheld } = this.subject;
    const transfer = this.#transfer;
    this.conduct.report({
      complete: isComplete(transfer),
      size: transfer.size,
      toPeersBytes: transfer.toPeersBytes,
      withPeers: mode === 'swarm' && !withheld,
    });
  }

  /** Gives what is here to peers, unless it is not what it should be. */
  give(): void {
    const { withheld } = this.subject;
    const done = withheld ? this.#arrival?.stopSeeding() : this.#arrival?.seed();
    // Not giving is no reason to keep the file from the person; the page shows whether it is given.
    done?.catch(() => undefined);
  }

  get #transfer(): Transfer {
    return this.#arrival?.transfer ?? noTransfer;
  }

  #newArrival(signal: AbortSignal): Arrival {
    const { subject, ports } = this;
    return new Arrival({
      release: subject.given,
      mode: subject.mode ?? 'mirrors-only',
      withheld: subject.withheld,
      pieces: ports.pieces(subject.given.infoHash),
      engine: ports.engine,
      downloadGate: ports.downloadGate,
      regulate: (switches) => this.conduct.attach(switches),
      algorithms: () => subject.algorithms,
      isExpected: () => subject.expectations.length > 0,
      onRelease: (release) => subject.learn(release),
      onStorageFailed: (problem) => {
        if (signal.aborted) return;
        this.#storageProblem = problem;
        this.onChange();
      },
      signal,
    });
  }
}

function isComplete({ size, haveBytes }: Transfer): boolean {
  return size > 0 && haveBytes === size;
}

function afterMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

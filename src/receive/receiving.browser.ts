import type { HashedFile } from '../check/checked-file';
import type { PieceRecords } from '../pieces/piece-records.browser';
import { closingAdvice } from '../swarm/diagnosis/closing-advice';
import type { Engine } from '../swarm/engine.browser';
import { Conduct } from '../swarm/limits/conduct.browser';
import type { DownloadGate } from '../swarm/limits/download-gate.browser';
import type { LimitPorts } from '../swarm/limits/regulator';
import { noTransfer, type Transfer } from '../swarm/transfer';
import { Ownership } from './ownership.browser';
import type { ReceiveState, WithTransfer } from './receive-state';
import type { ReleaseTabs } from './release-tabs';
import { SharedArrival } from './shared-arrival.browser';
import type { Subject } from './subject.browser';
import type { TabMessage } from './tab-message';

export interface ReceivingPorts {
  readonly engine: () => Promise<Engine>;
  readonly pieces: (infoHash: string) => PieceRecords;
  readonly downloadGate: DownloadGate;
  readonly limits: LimitPorts;
  readonly tabs: ReleaseTabs;
}

export interface ReceivingEvents {
  /** There may be something else to show. */
  readonly onChange: () => void;
  /** Something was done in another tab that concerns this one. */
  readonly onTold: (message: TabMessage) => void;
}

/** How long what an earlier visit left may take to be read before the bytes are fetched anyway. */
const readingPatienceMs = 1_000;

/** One release's bytes on their way: from where they come, what holds them back, what is seen of it. */
export class Receiving {
  readonly conduct: Conduct;
  #arrival: SharedArrival | undefined;
  /** There from the first byte until the release is left. */
  #ownership: Ownership | undefined;

  constructor(
    readonly subject: Subject,
    private readonly ports: ReceivingPorts,
    private readonly events: ReceivingEvents,
  ) {
    this.conduct = new Conduct(ports.limits, events.onChange);
    this.conduct.begin(subject.given.infoHash);
  }

  /** What holds in every stage from the first byte to the saved file. */
  get live(): WithTransfer {
    const { release, evidence, mode = 'mirrors-only' } = this.subject;
    const { isFollowing: following } = this;
    const standing = this.conduct.standing(this.#transfer);
    // Others get it from another tab, and miss nothing when this one is closed.
    const closing = following
      ? closingAdvice({ ...standing.transfer, seeding: false })
      : standing.closing;
    return { release, evidence, mode, ...standing, closing, following };
  }

  /** Another tab of this browser does the work, and this one shows it. */
  get isFollowing(): boolean {
    return this.#arrival?.isFollowing ?? false;
  }

  /** `receiving` until all bytes are here, then `checking` until they are hashed. */
  get stage(): Extract<ReceiveState, { stage: 'receiving' | 'checking' }> | undefined {
    const arrival = this.#arrival;
    if (!arrival) return undefined;
    const { live } = this;
    if (isComplete(live.transfer)) {
      return { stage: 'checking', hashedBytes: arrival.hashedBytes, ...live };
    }
    const { stopped } = arrival;
    const activity = stopped ? 'paused' : arrival.lacksMetadata ? 'metadata' : 'pieces';
    return { stage: 'receiving', activity, problem: stopped ?? arrival.obstacle, ...live };
  }

  /**
   * Resolves with the whole file, hashed; there is a `stage` to show from the call on, and it is given
   * to others until the signal. Throws a Problem, or the signal's reason.
   */
  async fetch(signal: AbortSignal): Promise<HashedFile> {
    const ownership = (this.#ownership ??= this.#newOwnership());
    const arrival = (this.#arrival = this.#newArrival(ownership, signal));
    this.conduct.watch(signal);
    // What an earlier visit left says which digests to compute on the way.
    await Promise.race([this.subject.book.settled(), afterMs(readingPatienceMs)]);
    signal.throwIfAborted();
    return arrival.fetch();
  }

  /** Tries again to store what storage refused, and asks for more. False: it refused nothing. */
  retryWrites(): boolean {
    if (!this.#arrival?.retryWrites()) return false;
    this.events.onChange();
    return true;
  }

  /** Tells the other tabs of this browser that have the release open. */
  tell(message: TabMessage): void {
    this.#ownership?.post(message);
  }

  /** Has the owner act on what is stored for all tabs now, if that is another one. */
  hurryOwner(): void {
    if (this.isFollowing) this.#ownership?.greet();
  }

  /** Another tab may have the release, once what the last attempt did for it has ended. */
  leave(): void {
    const ownership = this.#ownership;
    this.#ownership = undefined;
    const left = this.#arrival?.stopSeeding() ?? Promise.resolve();
    void left.catch(() => undefined).then(() => ownership?.leave());
  }

  /** Brings limits and other tabs up to date with what the swarm is doing. */
  report(): void {
    const { mode, withheld } = this.subject;
    const transfer = this.#transfer;
    this.conduct.report({
      complete: isComplete(transfer),
      size: transfer.size,
      // What another tab gave is counted there.
      toPeersBytes: this.isFollowing ? 0 : transfer.toPeersBytes,
      withPeers: mode === 'swarm' && !withheld,
    });
    this.#arrival?.report();
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

  #newOwnership(): Ownership {
    const { subject, ports } = this;
    const ownership = new Ownership({
      tabs: ports.tabs,
      infoHash: subject.given.infoHash,
      lacksMetadata: () => !subject.given.metadata,
      onMessage: (message) => {
        if (ownership !== this.#ownership) return;
        this.#arrival?.hear(message);
        this.events.onTold(message);
      },
    });
    return ownership;
  }

  #newArrival(ownership: Ownership, signal: AbortSignal): SharedArrival {
    const { subject, ports } = this;
    return new SharedArrival({
      ownership,
      release: subject.given,
      mode: subject.mode ?? 'mirrors-only',
      withheld: () => subject.withheld,
      pieces: ports.pieces(subject.given.infoHash),
      engine: ports.engine,
      downloadGate: ports.downloadGate,
      regulate: (switches) => this.conduct.attach(switches),
      algorithms: () => subject.algorithms,
      isExpected: () => subject.expectations.length > 0,
      onRelease: (release) => subject.learn(release),
      onChange: this.events.onChange,
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

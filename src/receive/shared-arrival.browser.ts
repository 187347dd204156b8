import { type Problem, toProblem } from '../base/problem';
import { untilAborted } from '../base/until-aborted.browser';
import type { HashedFile } from '../check/checked-file';
import type { Release } from '../release/release';
import { withMetadata } from '../release/release-from-link';
import { noTransfer, type Transfer } from '../swarm/transfer';
import { Arrival, type ArrivalOptions } from './arrival.browser';
import { metadataFromInfo } from './find-metadata.browser';
import { FollowedArrival } from './followed-arrival.browser';
import type { Ownership, Turn } from './ownership.browser';
import { SharedCheck } from './shared-check.browser';
import type { Source } from './source';
import type { TabMessage } from './tab-message';
import { writableUntil } from './writable-until.browser';

export interface SharedArrivalOptions extends Omit<
  ArrivalOptions,
  'check' | 'withheld' | 'onStorageFailed'
> {
  readonly ownership: Ownership;
  readonly withheld: () => boolean;
  /** There may be something else to show. */
  readonly onChange: () => void;
}

/** What owning and following a release have in common. */
type Way = Omit<Source, 'obstacle' | 'retryWrites'> & {
  readonly fetch: () => Promise<HashedFile>;
};

/**
 * One release's bytes in a browser that may have it open in several tabs: when it is this tab's turn it
 * fetches them and gives them to others, else it follows the tab that does. In either case this tab hashes
 * them itself, once.
 */
export class SharedArrival {
  readonly #check: SharedCheck;
  #release: Release;
  #turn: Turn | undefined;
  /** One of these two, for the turn that it is. */
  #own: Arrival | undefined;
  #followed: FollowedArrival | undefined;
  #hashed: HashedFile | undefined;
  #isGiving = false;
  /** Why storage refused a piece that waits in memory. */
  #storageProblem: Problem | undefined;

  constructor(private readonly options: SharedArrivalOptions) {
    this.#release = options.release;
    this.#check = new SharedCheck(options);
  }

  /** Another tab does the work. */
  get isFollowing(): boolean {
    return this.#turn?.role === 'follower';
  }

  get transfer(): Transfer {
    const transfer = this.#way?.transfer ?? noTransfer;
    if (!this.#hashed) return { ...transfer, size: this.#release.size ?? transfer.size };
    const { size } = this.#hashed;
    return { ...transfer, size, haveBytes: size };
  }

  get hashedBytes(): number {
    return this.#way?.hashedBytes ?? 0;
  }

  /** True while it is not known what the pieces are. */
  get lacksMetadata(): boolean {
    return this.#way?.lacksMetadata ?? true;
  }

  /** Why nothing more comes until somebody does something. */
  get stopped(): Problem | undefined {
    return this.#storageProblem ?? this.#own?.deadEnd ?? this.#followed?.stopped;
  }

  /** Why nothing comes at the moment, when that is known. */
  get obstacle(): Problem | undefined {
    return this.#own?.obstacle ?? this.#followed?.obstacle;
  }

  /** Resolves with the whole file, hashed. Throws a Problem, or the signal's reason. */
  async fetch(): Promise<HashedFile> {
    const { signal, ownership } = this.options;
    for (;;) {
      const turn = await untilAborted(ownership.turnAfter(this.#turn), signal);
      try {
        const hashed = (this.#hashed = await this.#begin(turn).fetch());
        this.report();
        void this.#goOn();
        return hashed;
      } catch (error) {
        signal.throwIfAborted();
        if (!turn.signal.aborted) throw error;
      }
    }
  }

  /** Gives what is here to others, in this turn and in those to come. */
  async seed(): Promise<void> {
    this.#isGiving = true;
    await this.#own?.seed();
  }

  /** Gives nothing any more; the pieces stay. Resolves when the swarm was left. */
  async stopSeeding(): Promise<void> {
    this.#isGiving = false;
    await this.#own?.stopSeeding();
  }

  /** Tries again to store what storage refused, in whichever tab. False: it refused nothing. */
  retryWrites(): boolean {
    if (this.#storageProblem) {
      this.#storageProblem = undefined;
      this.#own?.retryWrites();
      return true;
    }
    if (this.isFollowing) this.options.ownership.post({ kind: 'wish', wish: 'retry' });
    return this.isFollowing;
  }

  /** Tells those who follow how it is. */
  report(): void {
    const { stopped, obstacle, transfer } = this;
    if (this.#turn?.role !== 'owner' || this.#turn.signal.aborted) return;
    const file = this.#release.metadata ? undefined : this.#own?.file;
    this.options.ownership.post({ kind: 'report', transfer, stopped, obstacle, file });
  }

  hear(message: TabMessage): void {
    if (message.kind === 'report') this.#followed?.hear(message);
    if (message.kind === 'metadata' && this.isFollowing) void this.#take(message.info);
    if (message.kind === 'doubt') void this.#own?.recheck(message.index);
    if (message.kind === 'hello' && !this.isFollowing) {
      this.options.onChange();
      if (message.lacksMetadata) this.#tellMetadata();
    }
  }

  get #way(): Way | undefined {
    return this.#own ?? this.#followed;
  }

  /** All bytes are here: what is left of the turns to come is to give them. */
  async #goOn(): Promise<void> {
    const { signal, ownership } = this.options;
    for (;;) {
      const turn = await ownership.turnAfter(this.#turn);
      if (signal.aborted) return;
      this.#begin(turn);
      // Not giving is no reason to keep the file from the person; the page shows whether it is given.
      if (this.#isGiving) this.seed().catch(() => undefined);
      this.options.onChange();
    }
  }

  #begin(turn: Turn): Way {
    this.#turn = turn;
    this.#storageProblem = undefined;
    const signal = AbortSignal.any([this.options.signal, turn.signal]);
    if (turn.role === 'owner') {
      this.#followed = undefined;
      return (this.#own = this.#newArrival(signal));
    }
    this.#own = undefined;
    // What is not needed now is needed at once when it is this tab's turn.
    this.options.engine().catch(() => undefined);
    return (this.#followed = new FollowedArrival({
      pieces: this.options.pieces,
      check: this.#check,
      metadata: this.#release.metadata,
      size: this.#release.size,
      onDoubt: (index) => this.options.ownership.post({ kind: 'doubt', index }),
      signal,
    }));
  }

  #newArrival(signal: AbortSignal): Arrival {
    return new Arrival({
      ...this.options,
      release: this.#release,
      withheld: this.options.withheld(),
      pieces: writableUntil(this.options.pieces, signal),
      check: this.#check,
      onRelease: (release) => {
        const isNew = release.metadata && !this.#release.metadata;
        this.#learn(release);
        if (isNew) this.#tellMetadata();
      },
      onStorageFailed: (problem) => {
        if (signal.aborted) return;
        this.#storageProblem = problem;
        this.options.onChange();
      },
      signal,
    });
  }

  async #take(info: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      const metadata = await metadataFromInfo(info, this.#release.infoHash);
      if (!metadata || this.#release.metadata || this.options.signal.aborted) return;
      this.#learn(withMetadata(this.#release, metadata));
      this.#followed?.learn(metadata);
    } catch (error) {
      this.#followed?.fail(toProblem(error, 'release/bad-metadata'));
    }
  }

  #tellMetadata(): void {
    const info = this.#release.metadata?.infoBytes;
    if (info) this.options.ownership.post({ kind: 'metadata', info });
  }

  #learn(release: Release): void {
    this.#release = release;
    this.options.onRelease(release);
  }
}

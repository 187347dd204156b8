import type { Problem } from '../base/problem';
import type { HashedFile } from '../check/checked-file';
import type { PieceRecords } from '../pieces/piece-records.browser';
import { pieceCount, pieceSize, type TorrentMetadata } from '../release/torrent-metadata';
import { noTransfer, type Transfer } from '../swarm/transfer';
import type { OrderedCheck } from './ordered-check.browser';
import type { SharedCheck } from './shared-check.browser';
import type { Source } from './source';
import type { FileShape, OwnerReport } from './tab-message';

export interface FollowedArrivalOptions {
  readonly pieces: PieceRecords;
  readonly check: SharedCheck;
  readonly metadata: TorrentMetadata | undefined;
  /** Bytes of the file, when they are known. */
  readonly size: number | undefined;
  /** What is stored as piece `index` does not fit. */
  readonly onDoubt: (index: number) => void;
  readonly signal: AbortSignal;
}

/**
 * A release's bytes as another tab of this browser stores them. Nothing is fetched and nothing written
 * here; what is stored is hashed, and what the other tab says is shown and decides nothing.
 */
export class FollowedArrival implements Source {
  #report: OwnerReport | undefined;
  #file: FileShape | undefined;
  #check: OrderedCheck | undefined;
  #heldBytes = 0;
  /** Pieces that did not fit when they were looked at last. */
  readonly #doubted = new Set<number>();
  #isLooking = false;
  #settle: ((outcome: Promise<HashedFile>) => void) | undefined;

  constructor(private readonly options: FollowedArrivalOptions) {}

  get transfer(): Transfer {
    const { transfer = noTransfer } = this.#report ?? {};
    return { ...transfer, haveBytes: this.#heldBytes, size: this.#file?.length ?? 0 };
  }

  get hashedBytes(): number {
    return this.#check?.hashedBytes ?? 0;
  }

  get lacksMetadata(): boolean {
    return this.#check === undefined;
  }

  get obstacle(): Problem | undefined {
    return this.#report?.obstacle;
  }

  /** Why nothing more comes until somebody does something. */
  get stopped(): Problem | undefined {
    return this.#report?.stopped;
  }

  /** Resolves with the whole file, hashed. Throws a Problem, or the signal's reason. */
  fetch(): Promise<HashedFile> {
    const { signal, metadata } = this.options;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      this.#settle = (outcome) => void outcome.then(resolve, reject);
      if (metadata) this.learn(metadata);
    });
  }

  /** What the owner says of itself. */
  hear(report: OwnerReport): void {
    this.#report = report;
    const { size = report.file?.length } = this.options;
    const isNews = report.file?.length === size && !this.#check;
    if (report.file && isNews) this.#open(report.file, undefined);
    else if (this.#doubted.size > 0 || report.transfer.haveBytes !== this.#heldBytes) this.#look();
  }

  learn(metadata: TorrentMetadata): void {
    this.#open(metadata, metadata);
  }

  /** What is known of the release can't be. */
  fail(problem: Problem): void {
    this.#settle?.(Promise.reject(problem));
  }

  retryWrites(): void {
    // Nothing is written.
  }

  #open(file: FileShape, metadata: TorrentMetadata | undefined): void {
    // Without `fetch` the file is here already, and only the owner's reports matter.
    if (!this.#settle) return;
    this.#file = file;
    this.#check = this.options.check.open(file, metadata, (index) => {
      this.#doubted.add(index);
      this.options.onDoubt(index);
    });
    this.#settle(this.#check.done);
    this.#look();
  }

  /** One look after the other: what is stored meanwhile changes the owner's next report. */
  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    void this.#offerHeld().finally(() => (this.#isLooking = false));
  }

  async #offerHeld(): Promise<void> {
    // What can't be read now may be so at the next report; the owner has the same trouble, and says so.
    const held = await this.options.pieces.held().catch(() => []);
    const file = this.#file;
    const check = this.#check;
    if (!file || !check || this.options.signal.aborted) return;
    this.#doubted.clear();
    const known = held.filter((index) => index < pieceCount(file));
    this.#heldBytes = known.reduce((sum, index) => sum + pieceSize(file, index), 0);
    for (const index of known) check.offer(index);
  }
}

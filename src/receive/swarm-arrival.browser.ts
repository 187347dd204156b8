import { equalBytes } from '../base/bytes';
import type { Problem } from '../base/problem';
import { sha1 } from '../base/sha1';
import type { HashedFile } from '../check/checked-file';
import { ChunkStore } from '../pieces/chunk-store.browser';
import { pieceCount, pieceHash, type TorrentMetadata } from '../release/torrent-metadata';
import { Swarm, type SwarmOptions } from '../swarm/swarm.browser';
import type { Transfer } from '../swarm/transfer';
import type { ArrivalPorts } from './arrival-ports.browser';
import type { OrderedCheck } from './ordered-check.browser';
import type { SharedCheck } from './shared-check.browser';
import type { Source } from './source';

export interface SwarmArrivalOptions extends ArrivalPorts {
  readonly infoHash: string;
  /** When it is not known, peers are asked for it. */
  readonly metadata: TorrentMetadata | undefined;
  readonly check: SharedCheck;
  readonly trackers: readonly string[];
  readonly mirrors: readonly string[];
  /** May throw a Problem when the metadata is not of this release. */
  readonly onMetadata: (metadata: TorrentMetadata) => void;
}

/** A release's bytes from peers and mirrors, each piece checked on its way, and given to others. */
export class SwarmArrival implements Source {
  readonly #waitingWrites: (() => void)[] = [];
  #swarm: Swarm | undefined;
  #letGo: (() => void) | undefined;
  #left = false;
  #check: OrderedCheck | undefined;
  /** There once it is known what the pieces are. */
  #opened: { readonly metadata: TorrentMetadata; readonly store: ChunkStore } | undefined;
  #lastTransfer: Transfer | undefined;

  constructor(private readonly options: SwarmArrivalOptions) {}

  get transfer(): Transfer | undefined {
    if (this.#swarm) this.#lastTransfer = this.#swarm.transfer;
    return this.#lastTransfer;
  }

  get hashedBytes(): number {
    return this.#check?.hashedBytes ?? 0;
  }

  get lacksMetadata(): boolean {
    return this.#check === undefined;
  }

  /** Why nothing is heard of anybody, when that is known. */
  get obstacle(): Problem | undefined {
    return this.#swarm?.obstacle;
  }

  /** Joins; resolves with the whole file, hashed. Goes on giving it afterwards, until `leave`. */
  async fetch(): Promise<HashedFile> {
    const { signal } = this.options;
    const held = await this.options.pieces.held();
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      this.#join({
        open: (metadata) => {
          this.options.onMetadata(metadata);
          const store = this.#open(metadata);
          const lose = (index: number): void => void this.#lose(index);
          this.#check = this.options.check.open(metadata, metadata, lose);
          this.#check.done.then(resolve, reject);
          return { store, held };
        },
        onPiece: (index) => this.#check?.offer(index),
        onFailed: reject,
      }).catch(reject);
    });
  }

  /** Joins to give what was fetched and judged before. */
  async give(): Promise<void> {
    const held = await this.options.pieces.held();
    await this.#join({
      open: (metadata) => ({ store: this.#open(metadata), held }),
      onPiece: () => undefined,
      onFailed: () => undefined,
    });
  }

  async #join(events: Pick<SwarmOptions, 'open' | 'onPiece' | 'onFailed'>): Promise<void> {
    const { infoHash, metadata, trackers, mirrors, signal } = this.options;
    const engine = await this.options.engine();
    if (signal.aborted || this.#left) return;
    this.#swarm = new Swarm(engine, {
      infoHash,
      metadata,
      trackers,
      mirrors,
      ...events,
      onFailed: (problem) => {
        events.onFailed(problem);
        void this.leave();
      },
    });
    this.#letGo = this.options.regulate(this.#swarm);
  }

  async leave(): Promise<void> {
    this.#left = true;
    const { transfer } = this;
    const swarm = this.#swarm;
    this.#swarm = undefined;
    this.#lastTransfer = transfer && {
      ...transfer,
      peers: 0,
      downloadSpeed: 0,
      uploadSpeed: 0,
      seeding: false,
    };
    this.#letGo?.();
    await swarm?.leave();
  }

  /** Tries again to store what storage refused, and asks for more. */
  retryWrites(): void {
    this.#swarm?.setRoom(true);
    for (const retry of this.#waitingWrites.splice(0)) retry();
  }

  /** Somebody says that piece `index` is not what it should be: looks, and fetches it again if so. */
  async recheck(index: number): Promise<void> {
    const { pieces, signal } = this.options;
    const metadata = this.#opened?.metadata;
    if (!metadata || index >= pieceCount(metadata)) return;
    const blob = await pieces.read(index).catch(() => undefined);
    const bytes = await blob?.arrayBuffer().catch(() => undefined);
    const fits = bytes && equalBytes(await sha1(new Uint8Array(bytes)), pieceHash(metadata, index));
    if (!fits && !signal.aborted) await this.#lose(index);
  }

  #open(metadata: TorrentMetadata): ChunkStore {
    const store = this.#storeFor(metadata);
    this.#opened = { metadata, store };
    return store;
  }

  async #lose(index: number): Promise<void> {
    // Whether or not the record could be deleted, the piece is asked for again and overwritten.
    await this.options.pieces.drop(index).catch(() => undefined);
    this.#opened?.store.forget(index);
    this.#swarm?.drop(index);
  }

  #storeFor(metadata: TorrentMetadata): ChunkStore {
    const { pieces, signal, onStorageFailed } = this.options;
    return new ChunkStore(metadata.pieceLength, pieces, {
      fileLength: metadata.length,
      onWriteFailed: (problem, retry) => {
        if (signal.aborted) return;
        this.#waitingWrites.push(retry);
        this.#swarm?.setRoom(false);
        onStorageFailed(problem);
      },
    });
  }
}

import type { HashedFile } from '../check/checked-file';
import { pieceCount, pieceHash, type TorrentMetadata } from '../release/torrent-metadata';
import { noTransfer, type Transfer } from '../swarm/transfer';
import type { ArrivalPorts } from './arrival-ports.browser';
import { OrderedCheck } from './ordered-check.browser';
import type { Source } from './source';

/** A release whose bytes are all here already: hashed from storage, without a word to anyone. */
export class StoredArrival implements Source {
  readonly transfer: Transfer;
  readonly lacksMetadata = false;
  readonly obstacle = undefined;
  #check: OrderedCheck | undefined;

  constructor(
    private readonly ports: ArrivalPorts,
    private readonly metadata: TorrentMetadata,
  ) {
    this.transfer = { ...noTransfer, haveBytes: metadata.length, size: metadata.length };
  }

  get hashedBytes(): number {
    return this.#check?.hashedBytes ?? 0;
  }

  /** Resolves with the whole file, hashed; `undefined` when a piece is missing or damaged. */
  async fetch(): Promise<HashedFile | undefined> {
    const { pieces, algorithms, signal } = this.ports;
    const held = await pieces.held();
    signal.throwIfAborted();
    if (held.length < pieceCount(this.metadata)) return undefined;
    const damaged = new AbortController();
    const check = (this.#check = new OrderedCheck({
      pieces,
      length: this.metadata.length,
      pieceLength: this.metadata.pieceLength,
      expectedSha1: (index) => pieceHash(this.metadata, index),
      algorithms: algorithms(),
      onDamaged: () => damaged.abort(),
      signal: AbortSignal.any([signal, damaged.signal]),
    }));
    for (const index of held) check.offer(index);
    return check.done.catch((error: unknown) => {
      signal.throwIfAborted();
      if (damaged.signal.aborted) return undefined;
      throw error;
    });
  }

  retryWrites(): void {
    // Nothing is written.
  }
}

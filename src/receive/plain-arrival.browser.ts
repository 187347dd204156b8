import { Problem, toProblem } from '../base/problem';
import type { HashedFile } from '../check/checked-file';
import { mostPieces, pieceCount } from '../release/torrent-metadata';
import { PlainMirrors } from '../swarm/mirrors/plain-mirrors.browser';
import type { Transfer } from '../swarm/transfer';
import type { ArrivalPorts } from './arrival-ports.browser';
import type { OrderedCheck } from './ordered-check.browser';
import type { SharedCheck } from './shared-check.browser';
import type { Source } from './source';
import type { FileShape } from './tab-message';

export interface PlainArrivalOptions extends ArrivalPorts {
  readonly check: SharedCheck;
  readonly mirrors: readonly string[];
  /** Bytes of the file, and of a record. */
  readonly length: number;
  readonly pieceLength: number;
}

/** A release's bytes from mirrors alone, without piece hashes: the whole file's digest decides. */
export class PlainArrival implements Source {
  readonly lacksMetadata = false;
  readonly obstacle = undefined;
  readonly #waitingWrites: (() => void)[] = [];
  readonly #done = new AbortController();
  #mirrors: PlainMirrors | undefined;
  #check: OrderedCheck | undefined;

  constructor(private readonly options: PlainArrivalOptions) {}

  get transfer(): Transfer | undefined {
    return this.#mirrors?.transfer;
  }

  /** In which pieces the file is stored. */
  get file(): FileShape {
    const { length, pieceLength } = this.options;
    return { length, pieceLength };
  }

  get hashedBytes(): number {
    return this.#check?.hashedBytes ?? 0;
  }

  /** Resolves with the whole file, hashed, and the SHA-1 of its pieces. */
  async fetch(): Promise<{ hashed: HashedFile; pieceSha1s: readonly Uint8Array[] }> {
    const { pieces, signal, downloadGate, regulate, ...file } = this.options;
    if (pieceCount(file) > mostPieces) {
      throw new Problem(
        'release/bad-metadata',
        `${file.length} bytes in pieces of ${file.pieceLength}`,
      );
    }
    const held = await pieces.held();
    signal.throwIfAborted();
    const lose = (index: number): void => mirrors.drop(index);
    const check = (this.#check = this.options.check.open(file, undefined, lose));
    const mirrors = (this.#mirrors = new PlainMirrors({
      mirrors: file.mirrors,
      length: file.length,
      pieceLength: file.pieceLength,
      held,
      write: (index, bytes) => this.#write(index, bytes),
      onPiece: (index) => check.offer(index),
      gate: downloadGate,
      signal: AbortSignal.any([signal, this.#done.signal]),
    }));
    const release = regulate(mirrors);
    const reading = mirrors.run().then(() => check.done);
    // When the check is done first, what the mirrors were still about no longer matters.
    reading.catch(() => undefined);
    try {
      const hashed = await Promise.race([reading, check.done]);
      return { hashed, pieceSha1s: check.pieceSha1s };
    } finally {
      release();
      this.#done.abort();
    }
  }

  /** Tries again to store what storage refused. */
  retryWrites(): void {
    for (const retry of this.#waitingWrites.splice(0)) retry();
  }

  /** Resolves when the range is stored, however long it takes to make room for it. */
  async #write(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { pieces, signal, onStorageFailed } = this.options;
    for (;;) {
      try {
        await pieces.write(index, bytes);
        return;
      } catch (error) {
        signal.throwIfAborted();
        onStorageFailed(toProblem(error, 'pieces/write-failed'));
        await new Promise<void>((resolve, reject) => {
          this.#waitingWrites.push(resolve);
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        });
      }
    }
  }
}

import type { Piece } from './cut-records';
import { mostRecordBytes } from './record-layout';

/**
 * What comes while nothing was written for so long is written at once; else it waits for company until
 * then. At 1 MiB a second, pieces of 64 KiB come four at a time instead of one by one; what a crash takes
 * is what came in this time.
 */
export const gatherMs = 250;
/**
 * As many pieces as wait for storage while a mirror is read on: it would be silly to wait for more while
 * it waits for us.
 */
export const mostGathered = 8;
/** Bytes written in one transaction, unless one piece has more: all of them find room, or none does. */
const mostBytesAtOnce = 4 * mostRecordBytes;
/** While one is being completed, the bytes of the next are on their way to the database. */
const mostRunning = 2;

export interface WriteQueueOptions {
  /** Stores pieces, all or none. Those that are being stored at any time all have different indices. */
  readonly store: (pieces: readonly Piece[]) => Promise<void>;
  /** Whether these are all the pieces that are still to come. */
  readonly areLast: (waiting: ReadonlySet<number>) => boolean;
  /** Calls back once, after so many ms. Returns the function that prevents it. */
  readonly later: (callback: () => void, ms: number) => () => void;
}

interface Waiting {
  bytes: Uint8Array<ArrayBuffer>;
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers pieces, so that many are written at once. */
export class WriteQueue {
  /** The oldest first: a Map iterates in order of insertion. */
  readonly #waiting = new Map<number, Waiting>();
  #waitingBytes = 0;
  /** What is being written. */
  readonly #running = new Set<ReadonlyMap<number, Waiting>>();
  /** Since the last write began, `gatherMs` have passed. */
  #isQuiet = true;
  #stopTimer: () => void = () => undefined;
  /** What waits now is not to wait any longer. */
  #isHurried = false;

  constructor(private readonly options: WriteQueueOptions) {}

  /**
   * Resolves when the piece is stored; rejects with what `store` did. The bytes must not be changed any
   * more. Those of an earlier call that still wait are replaced.
   */
  write({ index, bytes }: Piece): Promise<void> {
    const waiting = this.#waiting.get(index) ?? newWaiting(bytes);
    this.#waitingBytes += bytes.length - (this.#waiting.has(index) ? waiting.bytes.length : 0);
    waiting.bytes = bytes;
    this.#waiting.set(index, waiting);
    this.#pump();
    return waiting.promise;
  }

  /** What waits is written as soon as that is possible. */
  hurry(): void {
    this.#isHurried = this.#waiting.size > 0;
    this.#pump();
  }

  /** Hurries; resolves when all that was given before is stored, or could not be. */
  async flush(): Promise<void> {
    const before = [...this.#running, this.#waiting].flatMap((batch) => [...batch.values()]);
    this.hurry();
    await Promise.allSettled(before.map(({ promise }) => promise));
  }

  /** Hurries; resolves when a piece that was given before is stored, or could not be. */
  async settle(index: number): Promise<void> {
    const given = this.#waiting.get(index) ?? this.#runningWith(index)?.get(index);
    if (!given) return;
    this.hurry();
    await given.promise.catch(() => undefined);
  }

  #runningWith(index: number): ReadonlyMap<number, Waiting> | undefined {
    return [...this.#running].find((batch) => batch.has(index));
  }

  get #mayStart(): boolean {
    if (this.#waiting.size === 0) return false;
    if (this.#running.size === 0) return this.#isDue;
    return (
      this.#running.size < mostRunning &&
      (this.#isHurried || this.#waitingBytes >= mostRecordBytes) &&
      ![...this.#waiting.keys()].some((index) => this.#runningWith(index))
    );
  }

  get #isDue(): boolean {
    return (
      this.#isQuiet ||
      this.#isHurried ||
      this.#waiting.size >= mostGathered ||
      this.#waitingBytes >= mostRecordBytes ||
      this.options.areLast(new Set(this.#waiting.keys()))
    );
  }

  #pump(): void {
    while (this.#mayStart) void this.#start(this.#take());
  }

  async #start(batch: ReadonlyMap<number, Waiting>): Promise<void> {
    this.#running.add(batch);
    this.#startTimer();
    try {
      await this.options.store([...batch].map(([index, { bytes }]) => ({ index, bytes })));
      for (const { resolve } of batch.values()) resolve();
    } catch (error) {
      for (const { reject } of batch.values()) reject(error);
    }
    this.#running.delete(batch);
    this.#pump();
  }

  #take(): Map<number, Waiting> {
    const taken = new Map<number, Waiting>();
    let bytes = 0;
    for (const [index, waiting] of this.#waiting) {
      if (bytes > 0 && bytes + waiting.bytes.length > mostBytesAtOnce) break;
      bytes += waiting.bytes.length;
      taken.set(index, waiting);
      this.#waiting.delete(index);
    }
    this.#waitingBytes -= bytes;
    this.#isHurried &&= this.#waiting.size > 0;
    return taken;
  }

  #startTimer(): void {
    this.#stopTimer();
    this.#isQuiet = false;
    this.#stopTimer = this.options.later(() => {
      this.#isQuiet = true;
      this.#pump();
    }, gatherMs);
  }
}

function newWaiting(bytes: Uint8Array<ArrayBuffer>): Waiting {
  const ends: Pick<Waiting, 'resolve' | 'reject'> = { resolve: ignore, reject: ignore };
  const promise = new Promise<void>((resolve, reject) => Object.assign(ends, { resolve, reject }));
  return { bytes, promise, ...ends };
}

function ignore(): void {
  // Replaced at once.
}

import { Problem, toProblem } from '../../base/problem';
import { pieceCount, pieceSize } from '../../release/torrent-metadata';
import { BusySpeed } from './busy-speed';
import type { Span } from './choose-span';
import type { DownloadGate } from '../limits/download-gate.browser';
import { MirrorLedger } from './mirror-ledger';
import { hasRoom } from './mirror-policy';
import type { CutPiece } from './piece-cutter';
import { PieceStream } from './piece-stream.browser';
import { RangeQueue } from './range-queue';
import { spanLength } from './span-length';
import { TransferMeter } from '../transfer-meter';
import type { Transfer } from '../transfer';

export interface PlainMirrorsOptions {
  readonly mirrors: readonly string[];
  /** Bytes of the file, and bytes per range. */
  readonly length: number;
  readonly pieceLength: number;
  /** Ranges that are here already; indexes beyond the file are passed over. */
  readonly held: readonly number[];
  /** Stores a range; what it rejects with ends the transfer. */
  readonly write: (index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly onPiece: (index: number) => void;
  /** Where to wait after each chunk. Default: nowhere. */
  readonly gate?: DownloadGate;
  readonly signal: AbortSignal;
}

interface Mirror {
  readonly url: string;
  readonly ledger: MirrorLedger;
  readonly speed: BusySpeed;
  readonly streams: Set<PieceStream>;
  /** Pieces that are being stored. */
  storing: number;
  /** True while it is left alone after a failure. */
  resting: boolean;
}

/**
 * Reads a file from its mirrors in plain ranges when no piece hashes are known. Nothing can be
 * checked on the way: the whole-file digest decides at the end.
 */
export class PlainMirrors {
  readonly #meter = new TransferMeter();
  readonly #mirrors: readonly Mirror[];
  readonly #ranges: RangeQueue;
  readonly #outcome = Promise.withResolvers<undefined>();
  /** Aborted when the transfer ends, for whatever reason. */
  readonly #end = new AbortController();
  #running = false;
  /** Aborted while nothing is to be asked for. */
  #asking = new AbortController();

  constructor(private readonly options: PlainMirrorsOptions) {
    this.#ranges = new RangeQueue(pieceCount(options), options.held);
    this.#mirrors = options.mirrors.map((url) => ({
      url,
      ledger: new MirrorLedger(url, Math.random),
      speed: new BusySpeed(),
      streams: new Set(),
      storing: 0,
      resting: false,
    }));
    for (const index of this.#ranges.held) {
      this.#meter.have(pieceSize(options, index));
      options.onPiece(index);
    }
  }

  get transfer(): Transfer {
    return this.#meter.read({
      nowMs: performance.now(),
      size: this.options.length,
      peers: 0,
      mirrors: this.#mirrors.map((mirror) => mirror.ledger.report),
      seeding: false,
    });
  }

  /** Off: gives up what is on its way, too, and waits. */
  setAsking(on: boolean): void {
    if (on !== this.#asking.signal.aborted) return;
    if (on) this.#asking = new AbortController();
    else this.#asking.abort();
    this.#pump();
  }

  /** A range that was stored is damaged or gone: fetches it again. */
  drop(index: number): void {
    if (!this.#ranges.drop(index)) return;
    this.#meter.lost(pieceSize(this.options, index));
    this.#pump();
  }

  /**
   * Fetches what is missing and then waits for what is dropped. Resolves when the signal aborts.
   * Throws the last mirror's problem when ranges are missing and all mirrors are given up, and what
   * `write` rejected with.
   */
  run(): Promise<void> {
    const { signal } = this.options;
    const stop = (): void => {
      this.#end.abort();
      this.#outcome.resolve(undefined);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    this.#running = true;
    this.#pump();
    return this.#outcome.promise;
  }

  #fail(error: unknown): void {
    this.#end.abort();
    this.#outcome.reject(error);
  }

  /** Has every mirror fetch as much as it may. To be called whenever that may have become more. */
  #pump(): void {
    if (!this.#running || this.#end.signal.aborted || this.#asking.signal.aborted) return;
    for (const mirror of this.#mirrors) {
      while (this.#isWilling(mirror)) {
        const span = this.#ranges.takeRun(this.#spanLength(mirror));
        if (!span) return;
        void this.#fetch(mirror, span);
      }
    }
    if (this.#ranges.missing > 0 && this.#mirrors.every(isGivenUp)) {
      const problem = this.#mirrors.at(-1)?.ledger.report.problem;
      this.#fail(problem ?? new Problem('swarm/no-source'));
    }
  }

  #isWilling({ resting, ledger, streams, speed }: Mirror): boolean {
    if (resting || ledger.report.state === 'off') return false;
    const remaining = [...streams].map(({ remainingBytes }) => remainingBytes);
    return hasRoom(remaining, this.options.pieceLength, speed.speed);
  }

  #spanLength({ speed: { speed }, ledger }: Mirror): number {
    const { pieceLength } = this.options;
    return spanLength({
      pieceLength,
      isProven: ledger.report.state === 'working',
      speed,
      mirrorsSpeed: this.#mirrors.reduce((sum, mirror) => sum + mirror.speed.speed, 0),
      freeBytes: this.#ranges.missing * pieceLength,
      isShared: false,
    });
  }

  async #fetch(mirror: Mirror, span: Span): Promise<void> {
    const signal = AbortSignal.any([this.#end.signal, this.#asking.signal]);
    const { gate } = this.options;
    const coming = new Set(Array.from({ length: span.count }, (_, at) => span.first + at));
    const stream = new PieceStream({
      url: mirror.url,
      file: this.options,
      span,
      signal,
      ...(gate && { gate }),
      onBytes: (bytes) => this.#onBytes(mirror, bytes),
      deliver: (piece) => {
        coming.delete(piece.index);
        return Promise.resolve({ stored: this.#deliver(mirror, piece) });
      },
    });
    mirror.streams.add(stream);
    mirror.speed.begin(performance.now());
    const failure = await stream.read().then(() => undefined, problemOf);
    mirror.speed.end(performance.now());
    mirror.streams.delete(stream);
    for (const index of coming) this.#ranges.giveBack(index);
    if (failure && !signal.aborted) this.#rest(mirror, failure);
    this.#pump();
  }

  #onBytes(mirror: Mirror, bytes: number): void {
    const nowMs = performance.now();
    mirror.ledger.received(bytes);
    mirror.speed.add(bytes, nowMs);
    this.#meter.fromMirrors(bytes, nowMs);
    if (this.#isWilling(mirror)) this.#pump();
  }

  async #deliver(mirror: Mirror, { index, bytes }: CutPiece): Promise<void> {
    // What was on its way when it failed says nothing of how it is now.
    if (!mirror.resting) mirror.ledger.answered();
    mirror.storing++;
    try {
      await this.#store(index, bytes);
    } catch (error) {
      this.#fail(error);
    }
    mirror.storing--;
    this.#pump();
  }

  async #store(index: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { write, onPiece } = this.options;
    await write(index, bytes);
    if (this.#end.signal.aborted) return;
    this.#ranges.store(index);
    this.#meter.have(bytes.length);
    onPiece(index);
  }

  /** Ranges that were asked for together and fail together are one failure. */
  #rest(mirror: Mirror, problem: Problem): void {
    if (mirror.resting) return;
    const delayMs = mirror.ledger.failed(problem);
    if (delayMs === 'off') return;
    mirror.resting = true;
    setTimeout(() => {
      mirror.resting = false;
      this.#pump();
    }, delayMs);
  }
}

/** Given up, and nothing that it gave is still on its way into storage. */
function isGivenUp(mirror: Mirror): boolean {
  return mirror.ledger.report.state === 'off' && mirror.storing === 0;
}

function problemOf(error: unknown): Problem {
  return toProblem(error, 'swarm/mirror-unreachable');
}

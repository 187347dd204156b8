import { Problem, toProblem } from '../base/problem';
import { pieceCount, pieceSize } from '../release/torrent-metadata';
import { fetchRange } from './fetch-range.browser';
import {
  afterFailure,
  afterSuccess,
  newMirror,
  rangesAtOnce,
  type MirrorHistory,
} from './mirror-policy';
import { TransferMeter } from './transfer-meter';
import type { MirrorReport, Transfer } from './transfer';

export interface PlainMirrorsOptions {
  readonly mirrors: readonly string[];
  /** Bytes of the file, and bytes per range. */
  readonly length: number;
  readonly pieceLength: number;
  /** Ranges that are here already. */
  readonly held: readonly number[];
  /** Stores a range; what it rejects with ends the transfer. */
  readonly write: (index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly onPiece: (index: number) => void;
  readonly signal: AbortSignal;
}

interface Mirror {
  report: MirrorReport;
  history: MirrorHistory;
}

/**
 * Reads a file from its mirrors in plain ranges when no piece hashes are known. Nothing can be
 * checked on the way: the whole-file digest decides at the end.
 */
export class PlainMirrors {
  readonly #meter = new TransferMeter();
  readonly #mirrors: Mirror[];
  readonly #todo: number[] = [];
  #missing: number;

  constructor(private readonly options: PlainMirrorsOptions) {
    const held = new Set(options.held);
    const count = pieceCount(options);
    for (let index = 0; index < count; index++) if (!held.has(index)) this.#todo.push(index);
    this.#missing = this.#todo.length;
    this.#mirrors = options.mirrors.map((url) => ({
      report: { url, state: 'trying', receivedBytes: 0, problem: undefined },
      history: newMirror,
    }));
    for (const index of held) {
      this.#meter.have(pieceSize(options, index));
      options.onPiece(index);
    }
  }

  get transfer(): Transfer {
    return this.#meter.read({
      nowMs: performance.now(),
      size: this.options.length,
      peers: 0,
      mirrors: this.#mirrors.map((mirror) => mirror.report),
      seeding: false,
    });
  }

  /** Resolves when every range is stored. Throws the last mirror's problem when all are given up. */
  async run(): Promise<void> {
    const lines = this.#mirrors.flatMap((mirror) =>
      Array.from({ length: rangesAtOnce }, () => this.#readFrom(mirror)),
    );
    await Promise.all(lines);
    if (this.#missing === 0) return;
    throw this.#mirrors.at(-1)?.report.problem ?? new Problem('swarm/no-source');
  }

  async #readFrom(mirror: Mirror): Promise<void> {
    while (mirror.report.state !== 'off' && this.#missing > 0) {
      const index = this.#todo.shift();
      if (index === undefined) {
        // Another line may yet fail and give its range back.
        await this.#pause(200);
        continue;
      }
      try {
        await this.#readRange(mirror, index);
      } catch (error) {
        this.#todo.unshift(index);
        this.options.signal.throwIfAborted();
        if (!isMirrorsFault(error)) throw error;
        await this.#pause(this.#blame(mirror, toProblem(error, 'swarm/mirror-unreachable')));
      }
    }
  }

  async #readRange(mirror: Mirror, index: number): Promise<void> {
    const { pieceLength, signal, write, onPiece } = this.options;
    const size = pieceSize(this.options, index);
    const bytes = await fetchRange({
      url: mirror.report.url,
      start: index * pieceLength,
      length: size,
      signal,
      onBytes: (received) => {
        const receivedBytes = mirror.report.receivedBytes + received;
        mirror.report = { ...mirror.report, receivedBytes };
        this.#meter.fromMirrors(received, performance.now());
      },
    });
    mirror.history = afterSuccess(mirror.history);
    mirror.report = { ...mirror.report, state: 'working' };
    await write(index, bytes);
    this.#missing--;
    this.#meter.have(size);
    onPiece(index);
  }

  /** Notes a failure; returns how long to wait before asking that mirror again, in milliseconds. */
  #blame(mirror: Mirror, problem: Problem): number {
    const next = afterFailure(mirror.history, problem.code, Math.random());
    mirror.history = next.history;
    mirror.report = { ...mirror.report, state: next.kind === 'off' ? 'off' : 'waiting', problem };
    return next.kind === 'off' ? 0 : next.delayMs;
  }

  #pause(ms: number): Promise<void> {
    const { signal } = this.options;
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal.addEventListener('abort', stop, { once: true });
    });
  }
}

function isMirrorsFault(error: unknown): boolean {
  return error instanceof Problem && error.code.startsWith('swarm/mirror-');
}

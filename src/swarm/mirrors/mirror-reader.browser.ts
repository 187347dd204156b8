import { Problem } from '../../base/problem';
import { pieceCount, type TorrentMetadata } from '../../release/torrent-metadata';
import type { DownloadGate } from '../limits/download-gate.browser';
import type { SourceId } from '../requests/block';
import type { RequestBook } from '../requests/request-book';
import type { MirrorReport } from '../transfer';
import { Alarm } from './alarm.browser';
import { BusySpeed } from './busy-speed';
import type { Span } from './choose-span';
import type { Crowd } from './crowd-watch';
import { MirrorLedger } from './mirror-ledger';
import { hasRoom } from './mirror-policy';
import type { CutPiece } from './piece-cutter';
import type { Taken } from './piece-stream.browser';
import { RangeReading } from './range-reading.browser';
import { SpanClaims } from './span-claims';

/** What became of a whole piece. A right one is on its way into storage. */
export type Judgement = { readonly stored: Promise<void> } | 'wrong' | 'unwanted';

export interface MirrorReaderOptions {
  /** Under which the book knows the mirror. */
  readonly id: SourceId;
  readonly url: string;
  readonly metadata: TorrentMetadata;
  readonly book: RequestBook;
  readonly crowd: () => Crowd;
  /** Resolves when a whole piece was looked at. */
  readonly deliver: (
    id: SourceId,
    index: number,
    bytes: Uint8Array<ArrayBuffer>,
  ) => Promise<Judgement>;
  /** Told of every chunk, good or not. */
  readonly onBytes: (bytes: number) => void;
  readonly gate: DownloadGate;
  readonly signal: AbortSignal;
}

/** When there was nothing to ask for, it is looked again after so long, or when something happened. */
const lookAgainMs = 500;
const wakeMs = 50;

/**
 * Reads one mirror: claims pieces in a row from the book, streams them in one range, hands each on as
 * it becomes whole. After a failure it leaves the mirror alone for a while, or for good.
 */
export class MirrorReader {
  readonly #ledger: MirrorLedger;
  readonly #claims: SpanClaims;
  readonly #speed = new BusySpeed();
  readonly #readings = new Set<RangeReading>();
  /** Done when every piece that was delivered so far was looked at. */
  #judged: Promise<unknown> = Promise.resolve();
  /** Aborted while nothing is to be asked for. */
  #asking = new AbortController();
  /** Set while the mirror is left alone. */
  readonly #rest = new Alarm(() => this.#pump());
  /** Set while something to ask for is waited for. */
  readonly #look = new Alarm(() => this.#pump());

  /** Begins at once. */
  constructor(private readonly options: MirrorReaderOptions) {
    const { id, url, book, metadata, signal } = options;
    this.#ledger = new MirrorLedger(url, Math.random);
    const { pieceLength } = metadata;
    this.#claims = new SpanClaims(id, book, { pieces: pieceCount(metadata), pieceLength });
    book.add(id, 'mirror');
    signal.addEventListener('abort', () => this.#stop(), { once: true });
    this.#pump();
  }

  get report(): MirrorReport {
    const { report } = this.#ledger;
    const isWaiting = report.state === 'working' && this.#isSpent;
    return isWaiting ? { ...report, state: 'waiting' } : report;
  }

  /** Bytes per second that it gives while it is asked for something. */
  get speed(): number {
    return this.#speed.speed;
  }

  /** Something may have become free. */
  wake(): void {
    if (this.#mayAsk && this.#hasRoom) this.#look.setAtLatest(wakeMs);
  }

  /** Off: what is on its way is given up, and nothing is asked for. */
  setAsking(on: boolean): void {
    if (on !== this.#asking.signal.aborted) return;
    if (on) this.#asking = new AbortController();
    else this.#asking.abort();
    this.#pump();
  }

  /** True when it gave wrong all that is missing, and so is not asked for that for now. */
  get #isSpent(): boolean {
    const { id, book } = this.options;
    const hasFailed = this.#ledger.report.problem !== undefined;
    return hasFailed && !book.holdings.here.isAll && !book.isUseful(id);
  }

  get #isOff(): boolean {
    return this.options.signal.aborted || this.#ledger.report.state === 'off';
  }

  get #mayAsk(): boolean {
    return !this.#isOff && !this.#asking.signal.aborted && !this.#rest.isSet;
  }

  /** True when there is nothing on its way, or the last of it. */
  get #hasRoom(): boolean {
    const remaining = [...this.#readings].map(({ remainingBytes }) => remainingBytes);
    return hasRoom(remaining, this.options.metadata.pieceLength, this.speed);
  }

  #pump(): void {
    if (!this.#mayAsk) return;
    this.#look.clear();
    while (this.#hasRoom) {
      const { crowd } = this.options;
      const span = this.#claims.next({
        nowMs: performance.now(),
        crowd: crowd(),
        speed: this.speed,
        isReading: this.#readings.size > 0,
      });
      if (!span) {
        this.#look.setAtLatest(lookAgainMs);
        return;
      }
      void this.#read(span);
    }
  }

  async #read(span: Span): Promise<void> {
    const { url, metadata, gate, book } = this.options;
    const signal = AbortSignal.any([this.options.signal, this.#asking.signal]);
    const reading: RangeReading = new RangeReading({
      url,
      file: metadata,
      span,
      gate,
      signal,
      onBytes: (bytes) => this.#onBytes(bytes),
      deliver: (piece) => this.#deliver(piece, reading),
    });
    this.#readings.add(reading);
    this.#speed.begin(performance.now());
    const failure = await reading.read();
    this.#speed.end(performance.now());
    this.#readings.delete(reading);
    for (const index of reading.coming) this.#claims.release(index);
    book.trust.wasted(reading.looseBytes);
    if (signal.aborted) return;
    // Ranges that were asked for together and fail together are one failure.
    if (failure && !this.#rest.isSet) this.#leaveAlone(failure);
    this.#pump();
  }

  /** One piece after the other over all ranges: no more are wrong than it takes to give it up. */
  #deliver(piece: CutPiece, reading: RangeReading): Promise<Taken> {
    const taken = this.#judged.then(() => this.#judge(piece, reading));
    this.#judged = taken.catch(() => undefined);
    return taken;
  }

  async #judge(piece: CutPiece, reading: RangeReading): Promise<Taken> {
    const { id, url, deliver, signal } = this.options;
    if (this.#isOff) return 'enough';
    reading.takes(piece);
    const judgement = await deliver(id, piece.index, piece.bytes);
    if (signal.aborted) return 'enough';
    if (judgement === 'unwanted') return { stored: Promise.resolve() };
    if (judgement === 'wrong') {
      this.#leaveAlone(new Problem('swarm/mirror-wrong-bytes', `${url}: piece ${piece.index}`));
      return 'enough';
    }
    // What was on its way when it failed says nothing of how it is now.
    if (!this.#rest.isSet) this.#ledger.answered();
    return { stored: judgement.stored.then(() => this.#pump()) };
  }

  #onBytes(bytes: number): void {
    this.#ledger.received(bytes);
    this.#speed.add(bytes, performance.now());
    this.options.onBytes(bytes);
    // Without this the line would be idle between two ranges.
    if (!this.#look.isSet && this.#hasRoom) this.#pump();
  }

  /** It failed: for a while, or for good, it is asked for nothing. */
  #leaveAlone(problem: Problem): void {
    const delayMs = this.#ledger.failed(problem);
    if (delayMs === 'off') this.#stop();
    else this.#rest.set(delayMs);
  }

  #stop(): void {
    this.#asking.abort();
    this.#look.clear();
    this.#rest.clear();
  }
}

import type { SourceId } from '../requests/block';
import type { RequestBook } from '../requests/request-book';
import { chooseSpan, type Span, type SpanView, type Stance } from './choose-span';
import type { SharedFile } from './crowd-shares';
import { type Crowd, CrowdWatch } from './crowd-watch';
import { isWorthHedging } from './hedge';
import { spanLength } from './span-length';

export interface ClaimSituation {
  readonly nowMs: number;
  readonly crowd: Crowd;
  /** Bytes per second that the mirror gives while it is asked. 0: nothing so far. */
  readonly speed: number;
  /** True when something is on its way from it. */
  readonly isReading: boolean;
}

/** A piece that a mirror gave wrong and nobody else gives is asked of it again after so long. */
const secondChanceMs = 3_000;

/** What one mirror is asked for next, claimed from the book. */
export class SpanClaims {
  readonly #watch: CrowdWatch;
  /** Pieces that it gave wrong: the book does not let it have them again. */
  readonly #refused = new Set<number>();
  readonly #view: SpanView;
  /** Since when none but these is left, and nobody is asked for one of them. */
  #onlyRefusedSinceMs: number | undefined;
  /** Since when nothing is left to ask anybody for. */
  #nothingFreeSinceMs: number | undefined;

  constructor(
    private readonly id: SourceId,
    private readonly book: RequestBook,
    private readonly file: SharedFile,
  ) {
    const { holdings } = book;
    this.#watch = new CrowdWatch(file);
    this.#view = {
      pieces: file.pieces,
      isFree: (index) => book.isFree(index) && !this.#refused.has(index),
      isHere: (index) => holdings.here.has(index),
      availability: (index) => holdings.availability(index),
    };
  }

  /** Pieces in a row that now count as asked of the mirror; `undefined`: none for now. */
  next(now: ClaimSituation): Span | undefined {
    if (this.book.holdings.here.isAll || !this.book.mayBegin(this.id, now.nowMs)) return undefined;
    for (;;) {
      const stance = this.#watch.look({ ...now, view: this.#view });
      const span = chooseSpan(this.#view, stance, this.#length(now));
      if (!span) return this.#hedge(now, stance) ?? this.#again(now.nowMs);
      const claimed = this.#claim(span, now.nowMs);
      if (claimed) return claimed;
    }
  }

  /** A piece that was claimed will not come. */
  release(index: number): void {
    this.book.release(this.id, index, false);
  }

  /** The first pieces of the span: as far as the book allows. */
  #claim({ first, count }: Span, nowMs: number): Span | undefined {
    let claimed = 0;
    while (claimed < count && this.book.claim(this.id, first + claimed, nowMs)) claimed++;
    if (claimed < count) this.#refused.add(first + claimed);
    if (claimed === 0) return undefined;
    this.#nothingFreeSinceMs = undefined;
    return { first, count: claimed };
  }

  #length({ nowMs, crowd, speed }: ClaimSituation): number {
    return spanLength({
      pieceLength: this.file.pieceLength,
      isProven: this.book.trust.isProven(this.id),
      speed,
      mirrorsSpeed: Math.max(speed, crowd.mirrorsSpeed ?? 0),
      freeBytes: this.#freePieces() * this.file.pieceLength,
      isShared: this.#watch.mayShare(nowMs, crowd),
    });
  }

  #freePieces(): number {
    let free = 0;
    for (let index = 0; index < this.file.pieces; index++) if (this.#view.isFree(index)) free++;
    return free;
  }

  /** At the very end: a piece that somebody slow is asked for. */
  #hedge({ nowMs, speed, isReading }: ClaimSituation, { kind }: Stance): Span | undefined {
    if (this.#freePieces() > 0) {
      this.#nothingFreeSinceMs = undefined;
      return undefined;
    }
    this.#nothingFreeSinceMs ??= nowMs;
    const slowest = this.book.slowest();
    if (isReading || !slowest) return undefined;
    const isWorth = isWorthHedging({
      seconds: slowest.seconds,
      pieceLength: this.file.pieceLength,
      speed,
      idleMs: nowMs - this.#nothingFreeSinceMs,
      patienceMs: kind === 'share' ? this.#watch.patienceMs(speed) : 0,
    });
    if (!isWorth || !this.book.claimToo(this.id, slowest.index)) return undefined;
    return { first: slowest.index, count: 1 };
  }

  /**
   * When nothing else is left: a piece that it gave wrong. What was damaged on its way may come right;
   * who gives a second wrong piece is given up.
   */
  #again(nowMs: number): Span | undefined {
    const index = [...this.#refused].find((at) => this.book.isFree(at));
    if (index === undefined || this.#freePieces() > 0) {
      this.#onlyRefusedSinceMs = undefined;
      return undefined;
    }
    this.#onlyRefusedSinceMs ??= nowMs;
    if (nowMs - this.#onlyRefusedSinceMs < secondChanceMs) return undefined;
    this.#onlyRefusedSinceMs = undefined;
    this.book.forgive(this.id, index);
    this.#refused.delete(index);
    return this.#claim({ first: index, count: 1 }, nowMs);
  }
}

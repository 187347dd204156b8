import { Offers, type Taker } from './offers';
import { UplinkPace } from './uplink-pace';

export interface SuperSeederOptions {
  /** How many pieces there are, and bytes in each. */
  readonly pieces: number;
  readonly pieceLength: number;
  /** Gives numbers in [0, 1). */
  readonly random: () => number;
}

/** Pieces that a peer was told of and has not fetched, so that it always has one to ask for. */
const leastAhead = 2;
/** Seconds of a peer's speed that are revealed in advance: what it has requests on their way for. */
const secondsAhead = 2;
/** An offer that nobody took for this long is no offer. Slow lines get several times what they need. */
const staleMs = 20_000;
const staleTimes = 4;

/**
 * Super-seeding (BEP 16): the publisher claims to have nothing and reveals to each peer a few pieces of
 * its own, so that every piece leaves once before any leaves twice, and peers have things to exchange.
 *
 * Knows no network and no clock. Peers that stall, cheat or want nothing lose what they were offered
 * to others; those that pass on less than others wait while others take all that we can send.
 */
export class SuperSeeder {
  readonly #offers: Offers;
  readonly #pace = new UplinkPace();
  #isOver = false;

  constructor(private readonly options: SuperSeederOptions) {
    this.#offers = new Offers(options.pieces);
  }

  /** True from the moment on at which connected peers have every piece. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** A peer connected. It is told that we have nothing. */
  join(id: string): void {
    this.#offers.join(id);
  }

  /** It left: what it was offered is offered to others. */
  leave(id: string): void {
    this.#offers.leave(id);
    this.#pace.left(id);
  }

  /** A peer has piece `index`. */
  announced(id: string, index: number): void {
    const taker = this.#offers.takers.get(id);
    if (!taker || index < 0 || index >= this.options.pieces) return;
    if (this.#offers.announced(taker, index)) taker.progressMs = Infinity;
    if (this.#offers.unseen === 0) this.#isOver = true;
  }

  /**
   * Pieces to announce to a peer now. To be called after everything that a peer does, and every second.
   *
   * @param speed bytes per second that it takes from us
   */
  reveal(id: string, nowMs: number, speed: number): number[] {
    const taker = this.#offers.takers.get(id);
    if (!taker || this.#isOver) return [];
    if (taker.progressMs === Infinity) taker.progressMs = nowMs;
    this.#pace.takes(id, speed, nowMs);
    this.#expire(taker, nowMs, speed);
    const revealed: number[] = [];
    const ahead = this.#ahead(taker, speed, nowMs);
    while (taker.outstanding.size < ahead) {
      // While there is something on its way, second copies would only delay first ones.
      const index = this.#choose(taker, this.#offers.open > 0 ? 0 : Infinity);
      if (index === undefined) break;
      this.#offers.offer(taker, index, nowMs);
      revealed.push(index);
    }
    return revealed;
  }

  /** When it is over: pieces that a peer has not been told of. */
  rest(id: string): number[] {
    const told = this.#offers.takers.get(id)?.told;
    if (!told) return [];
    const rest: number[] = [];
    for (let index = 0; index < this.options.pieces; index++) {
      if (told.add(index)) rest.push(index);
    }
    return rest;
  }

  #expire(taker: Taker, nowMs: number, speed: number): void {
    const bytes = taker.outstanding.size * this.options.pieceLength;
    const neededMs = speed > 0 ? (1_000 * bytes) / speed : 0;
    const patienceMs = Math.max(staleMs, staleTimes * neededMs);
    for (const [index, sinceMs] of taker.outstanding) {
      if (nowMs - Math.max(sinceMs, taker.progressMs) > patienceMs) {
        this.#offers.expire(taker, index);
      }
    }
  }

  /** How many pieces a peer may have been told of and not have. */
  #ahead(taker: Taker, speed: number, nowMs: number): number {
    // It did not fetch what it was told of: one piece at a time, to see whether it ever will.
    if (taker.stale.size > 0) return 1;
    if (this.#passesOnLittle(taker) && this.#pace.hold(nowMs)) return 0;
    return leastAhead + Math.ceil((secondsAhead * speed) / this.options.pieceLength);
  }

  /** True when more of its pieces than of the average peer's are had by nobody else. */
  #passesOnLittle(taker: Taker): boolean {
    let kept = 0;
    let takers = 0;
    for (const other of this.#offers.takers.values()) {
      if (other.stale.size > 0) continue;
      kept += other.kept;
      takers++;
    }
    return taker.kept * takers > kept;
  }

  /** The piece that is looked after worst, of equals any; `undefined` when each is better off. */
  #choose(taker: Taker, mostScore: number): number | undefined {
    let least = mostScore;
    let chosen: number | undefined;
    let ties = 0;
    for (let index = 0; index < this.options.pieces; index++) {
      const score = this.#offers.score(index);
      if (score > least || taker.told.has(index) || taker.has.has(index)) continue;
      ties = score === least ? ties + 1 : 1;
      // Reservoir sampling: each of n equals is kept with probability 1/n.
      if (score < least || this.options.random() * ties < 1) chosen = index;
      least = score;
    }
    return chosen;
  }
}

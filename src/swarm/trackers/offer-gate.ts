interface Caller {
  readonly firstMs: number;
  /** Offers of this peer that were taken. */
  taken: number;
  lastTakenMs: number;
}

/** Offers taken in a row, and how soon there is room for another, in milliseconds. */
const strangers = { burst: 10, refillMs: 1_000 };
const knownCallers = { burst: 10, refillMs: 500 };
/** A peer that wants to connect asks again after some seconds; a flood of made-up ids does not. */
const knownAfterMs = 2_000;
const rememberedCallers = 8_192;
/** Offers taken that have not led to a connection yet; the rest is kept for peers that ask again. */
const pendingStrangers = 6;
const pendingOffers = 10;
/** The same peer is not taken sooner again: a connection that comes about takes some seconds. */
const firstRetryMs = 4_000;
const longestRetryMs = 60_000;

/**
 * Which of the offers that come through one tracker to take. Each one taken costs an
 * RTCPeerConnection, so a flood must not be answered in full; but a peer that means it must get
 * through. Those who ask for the first time and those who ask again have separate allowances (as
 * greylisting does for mail), and who was taken in vain waits longer each time.
 */
export class OfferGate {
  readonly #callers = new Map<string, Caller>();
  readonly #strangers = new Allowance(strangers);
  readonly #known = new Allowance(knownCallers);

  /**
   * Whether to take an offer of `peerId`; a yes is counted. Clocks are the caller's, in milliseconds.
   *
   * @param pending offers that were taken, through any tracker, and are not connected yet
   */
  takes(peerId: string, nowMs: number, pending: number): boolean {
    const caller = this.#callerOf(peerId, nowMs);
    const retryMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (caller.taken - 1));
    if (caller.taken > 0 && nowMs - caller.lastTakenMs < retryMs) return false;
    const isKnown = nowMs - caller.firstMs >= knownAfterMs;
    if (pending >= (isKnown ? pendingOffers : pendingStrangers)) return false;
    if (!(isKnown ? this.#known : this.#strangers).take(nowMs)) return false;
    caller.taken++;
    caller.lastTakenMs = nowMs;
    return true;
  }

  #callerOf(peerId: string, nowMs: number): Caller {
    const known = this.#callers.get(peerId);
    if (known) return known;
    const caller = { firstMs: nowMs, taken: 0, lastTakenMs: 0 };
    this.#callers.set(peerId, caller);
    const [oldest] = this.#callers.keys();
    if (this.#callers.size > rememberedCallers && oldest !== undefined) {
      this.#callers.delete(oldest);
    }
    return caller;
  }
}

/** A token bucket. */
class Allowance {
  #used = 0;
  #atMs = -Infinity;

  constructor(private readonly rate: { readonly burst: number; readonly refillMs: number }) {}

  take(nowMs: number): boolean {
    const regained = (nowMs - this.#atMs) / this.rate.refillMs;
    this.#used = Math.max(0, this.#used - regained);
    this.#atMs = nowMs;
    if (this.#used + 1 > this.rate.burst) return false;
    this.#used++;
    return true;
  }
}

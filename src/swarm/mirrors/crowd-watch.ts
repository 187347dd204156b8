import { lacking, type SpanView, type Stance } from './choose-span';
import { CrowdShares, ownPlace, type PageId, type SharedFile } from './crowd-shares';

/** Who else reads this file now. */
export interface Crowd {
  readonly ownId: PageId;
  /** Connected peers. */
  readonly peerIds: readonly PageId[];
  /** Bytes per second that come from all of them together. */
  readonly peersSpeed: number;
  /** Bytes per second that come from all mirrors together. Default: this one's. */
  readonly mirrorsSpeed?: number;
  /** False when no peers can come. Default: true. */
  readonly expectsPeers?: boolean;
}

export interface Look {
  readonly nowMs: number;
  readonly crowd: Crowd;
  /** Bytes per second that the mirror gives while it is asked. 0: nothing so far. */
  readonly speed: number;
  readonly view: SpanView;
}

/** Joining a swarm takes no longer than this. */
const joiningMs = 5_000;
/** Patience with others lasts at least this, and several times what a piece takes. */
const leastPatienceMs = 4_000;
const piecesOfPatience = 4;
const muchFaster = 2;

interface Progress {
  /** Pieces of its runs that are nowhere, and since when it is so many. */
  readonly lacking: number;
  readonly sinceMs: number;
  /** How often patience with this page ran out. */
  readonly stalls: number;
}

/** Decides what a mirror is read for, from what it saw of the crowd. Its clock is the caller's. */
export class CrowdWatch {
  #startedMs: number | undefined;
  /** Since when the mirror gives much more than the peers. */
  #fasterSinceMs: number | undefined;
  /** Since when there is nothing to read in this page's own runs. */
  #idleSinceMs: number | undefined;
  #shares: CrowdShares | undefined;
  #crowdKey = '';
  readonly #progress = new Map<PageId, Progress>();

  constructor(private readonly file: SharedFile) {}

  look(look: Look): Stance {
    const { nowMs, crowd, speed } = look;
    const { peerIds, ownId } = crowd;
    this.#startedMs ??= nowMs;
    const ownStart: Stance = { kind: 'anything', from: ownPlace(ownId, this.file.pieces) };
    // The first piece tells what this mirror is good for.
    if (speed === 0 && peerIds.length > 0) return ownStart;
    if (peerIds.length === 0) {
      this.#fasterSinceMs = undefined;
      return this.mayShare(nowMs, crowd) ? ownStart : { kind: 'anything', from: 0 };
    }
    return this.#isMuchFaster(look) ? ownStart : this.#share(look);
  }

  /** True when peers are there, or may come in a moment. */
  mayShare(nowMs: number, { peerIds, expectsPeers = true }: Crowd): boolean {
    const isJoining = nowMs - (this.#startedMs ?? nowMs) < joiningMs;
    return peerIds.length > 0 || (expectsPeers && isJoining);
  }

  /** How long to wait for others, in milliseconds. */
  patienceMs(speed: number): number {
    return Math.max(leastPatienceMs, (1_000 * piecesOfPatience * this.file.pieceLength) / speed);
  }

  /** One slow peer must not make anybody wait while a fast mirror is idle. */
  #isMuchFaster({ nowMs, crowd, speed }: Look): boolean {
    if (speed <= muchFaster * crowd.peersSpeed) {
      this.#fasterSinceMs = undefined;
      return false;
    }
    this.#fasterSinceMs ??= nowMs;
    return nowMs - this.#fasterSinceMs >= this.patienceMs(speed);
  }

  #share(look: Look): Stance {
    const { nowMs, speed, crowd, view } = look;
    const shares = this.#sharesOf(crowd);
    const patienceMs = this.patienceMs(speed);
    if (hasOwn(view, shares)) this.#idleSinceMs = undefined;
    else this.#idleSinceMs ??= nowMs;
    this.#watchOthers(view, shares, nowMs, patienceMs);
    const idleMs = nowMs - (this.#idleSinceMs ?? nowMs);
    const stalls = (owner: PageId): number => this.#progress.get(owner)?.stalls ?? 0;
    return {
      kind: 'share',
      shares,
      // The next in line helps whoever has most to read; those behind it, when it does not.
      helpFor: (owner) => Math.max(stalls(owner), idleMs >= patienceMs ? 1 : 0),
      isStalled: (owner) => stalls(owner) > 0,
    };
  }

  #sharesOf({ ownId, peerIds }: Crowd): CrowdShares {
    const key = [ownId, ...peerIds].join();
    if (!this.#shares || key !== this.#crowdKey) {
      this.#crowdKey = key;
      this.#shares = new CrowdShares(this.file, ownId, peerIds);
      const there = new Set(peerIds);
      for (const id of this.#progress.keys()) if (!there.has(id)) this.#progress.delete(id);
    }
    return this.#shares;
  }

  /** Patience begins when this page could help: until then nobody waits for it. */
  #watchOthers(view: SpanView, shares: CrowdShares, nowMs: number, patienceMs: number): void {
    const isBusy = this.#idleSinceMs === undefined;
    for (const [owner, count] of lackingByOwner(view, shares)) {
      const before = this.#progress.get(owner);
      const isSame = before?.lacking === count && count > 0 && !isBusy;
      const waitedMs = isSame ? nowMs - before.sinceMs : 0;
      const isStall = waitedMs >= patienceMs;
      this.#progress.set(owner, {
        lacking: count,
        sinceMs: isSame && !isStall ? before.sinceMs : nowMs,
        stalls: (before?.stalls ?? 0) + (isStall ? 1 : 0),
      });
    }
  }
}

function hasOwn(view: SpanView, shares: CrowdShares): boolean {
  for (let run = 0; run < shares.runs; run++) {
    if (shares.ownRank(run) === 0 && lacking(view, shares, run) > 0) return true;
  }
  return false;
}

function lackingByOwner(view: SpanView, shares: CrowdShares): ReadonlyMap<PageId, number> {
  const counts = new Map<PageId, number>();
  for (let run = 0; run < shares.runs; run++) {
    const owner = shares.ownerOf(run);
    if (owner === shares.ownId) continue;
    counts.set(owner, (counts.get(owner) ?? 0) + lacking(view, shares, run));
  }
  return counts;
}

import type { Block } from '../../src/swarm/requests/block';
import { requestsAtOnce } from '../../src/swarm/requests/requests-at-once';
import { SpeedMeter } from '../../src/swarm/speed-meter';
import type { Served } from '../../src/swarm/serving/upload-slots';
import type { SimPeer } from './sim-peer';
import { Outbox } from './uplink';

/** One peer's end of a connection. What is called `on…` is what the other end did, as it arrives. */
export class Line {
  readonly #received = new SpeedMeter();
  readonly #given = new SpeedMeter();
  readonly #asked = new Set<Block>();
  readonly #out: Outbox;
  #other: Line | undefined;
  /** Pieces that the other end has and that are missing here. */
  useful = 0;
  #isInterested = false;
  #mayAsk = false;
  #isWanted = false;
  #unchokedMs: number | undefined;

  constructor(
    private readonly own: SimPeer,
    readonly peer: SimPeer,
  ) {
    this.#out = new Outbox(own.world.readyBlocks, (block) => {
      this.#given.add(block.length, this.#nowMs);
      this.#travel((other) => other.own.take(block, () => other.#onBlock(block)));
    });
  }

  static connect(one: SimPeer, two: SimPeer): void {
    const [here, there] = [new Line(one, two), new Line(two, one)];
    here.#other = there;
    there.#other = here;
    one.met(here);
    two.met(there);
  }

  /** Nothing arrives over it any more. */
  close(): void {
    const other = this.#other;
    this.#other = undefined;
    if (!other) return;
    other.#other = undefined;
    other.own.lost(other);
  }

  get isStarved(): boolean {
    return this.#mayAsk && this.useful > 0 && this.#asked.size === 0;
  }

  get speed(): number {
    return this.#received.rate(this.#nowMs);
  }

  get givenSpeed(): number {
    return this.#given.rate(this.#nowMs);
  }

  served(): Served {
    return {
      id: this.peer.id,
      interested: this.#isWanted,
      receivesBytesPerSec: this.givenSpeed,
      givesBytesPerSec: this.speed,
      isSeeder: this.own.book.holdings.of(this.peer.id)?.isAll ?? false,
      has: this.own.book.holdings.of(this.peer.id)?.size ?? 0,
      unchoked: this.#unchokedMs !== undefined,
      sinceUnchokeMs: this.#nowMs - (this.#unchokedMs ?? this.#nowMs),
    };
  }

  /** Tells what is here. */
  have(indexes: readonly number[]): void {
    if (indexes.length > 0) this.#send((other) => other.own.onHave(other, indexes));
  }

  setChoking(isChoking: boolean): void {
    if (isChoking === (this.#unchokedMs === undefined)) return;
    this.#unchokedMs = isChoking ? undefined : this.#nowMs;
    if (isChoking) this.#out.drop(() => true);
    this.#send((other) => other.#onChoke(isChoking));
  }

  /** Tells whether anything is wanted. */
  updateInterest(): void {
    const isInterested = this.useful > 0;
    if (isInterested === this.#isInterested) return;
    this.#isInterested = isInterested;
    this.#send((other) => {
      other.#isWanted = isInterested;
      other.own.onInterest(isInterested);
    });
  }

  /** Asks for as much as it may. */
  fill(): void {
    if (!this.#mayAsk || this.useful === 0) return;
    const most = requestsAtOnce(this.speed);
    const blocks: Block[] = [];
    while (this.#asked.size < most) {
      const block = this.own.book.next(this.peer.id, this.#nowMs);
      if (!block) break;
      this.#asked.add(block);
      blocks.push(block);
    }
    if (blocks.length > 0) this.#send((other) => other.#onRequests(blocks));
  }

  cancel(block: Block): void {
    for (const asked of this.#asked) if (isSame(asked, block)) this.#asked.delete(asked);
    this.#send((other) => other.#out.drop((queued) => isSame(queued, block)));
  }

  #onRequests(blocks: readonly Block[]): void {
    // An end that chokes has dropped them; the other one hears of the choke on its own.
    if (this.#unchokedMs === undefined) return;
    for (const block of blocks) this.own.uplink.send(this.#out, block);
    this.own.onAsked(this);
  }

  #onBlock(block: Block): void {
    this.#asked.delete(block);
    this.#received.add(block.length, this.#nowMs);
    this.own.onBlock(this, block);
    this.fill();
  }

  #onChoke(isChoking: boolean): void {
    this.#mayAsk = !isChoking;
    for (const block of this.#asked) this.own.book.unanswered(this.peer.id, block);
    this.#asked.clear();
    if (isChoking) this.own.fillStarved();
    else this.fill();
  }

  #send(arrive: (other: Line) => void): void {
    this.#out.message(() => this.#travel(arrive));
  }

  #travel(arrive: (other: Line) => void): void {
    const { clock, latencyMs } = this.own.world;
    clock.after(latencyMs, () => this.#other && arrive(this.#other));
  }

  get #nowMs(): number {
    return this.own.world.clock.nowMs;
  }
}

function isSame(a: Block, b: Block): boolean {
  return a.index === b.index && a.offset === b.offset;
}

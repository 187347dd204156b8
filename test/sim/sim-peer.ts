import { pieceCount } from '../../src/release/torrent-metadata';
import type { Block } from '../../src/swarm/requests/block';
import { RequestBook } from '../../src/swarm/requests/request-book';
import { SuperSeeder } from '../../src/swarm/serving/super-seeder';
import { uploadSlots } from '../../src/swarm/serving/upload-slots';
import type { EventQueue } from './event-queue';
import type { Line } from './line';
import { Uplink } from './uplink';

/** What all peers have in common. */
export interface SimWorld {
  readonly clock: EventQueue;
  readonly random: () => number;
  /** Bytes. */
  readonly length: number;
  readonly pieceLength: number;
  readonly latencyMs: number;
  /** To hash and store a piece. */
  readonly storeMs: number;
  /** How many a peer serves at once. */
  readonly slots: number;
  /** Blocks of a wire that are ready to leave: what a peer says later waits behind them. */
  readonly readyBlocks: number;
}

export interface SimPeerOptions {
  readonly id: string;
  /** Bytes per second. */
  readonly upload: number;
  /** Bytes per second; `undefined`: no limit. */
  readonly download?: number | undefined;
  readonly role: 'receiver' | 'seeder' | 'super-seeder';
  readonly onComplete: (peer: SimPeer) => void;
}

/** A page of the crowd: the policies that ship, on a line that is simulated. */
export class SimPeer {
  readonly id: string;
  readonly book: RequestBook;
  readonly uplink: Uplink;
  readonly lines = new Map<string, Line>();
  readonly #superSeeder: SuperSeeder | undefined;
  /** Those who were told of everything after super-seeding. */
  #downFreeMs = 0;
  readonly #toldAll = new Set<Line>();

  constructor(
    readonly world: SimWorld,
    private readonly options: SimPeerOptions,
  ) {
    const { clock, random, pieceLength } = world;
    const pieces = pieceCount(world);
    this.id = options.id;
    this.uplink = new Uplink(clock, options.upload);
    this.book = new RequestBook({
      ...world,
      held: options.role === 'receiver' ? [] : Array(pieces).keys(),
      speedOf: (id) => this.lines.get(id)?.speed ?? 0,
    });
    if (options.role === 'super-seeder')
      this.#superSeeder = new SuperSeeder({ pieces, pieceLength, random });
  }

  get isComplete(): boolean {
    return this.book.holdings.here.isAll;
  }

  /** What happens by the clock: every second. `count` seconds passed. */
  tick(count: number): void {
    for (const line of this.lines.values()) this.onAsked(line);
    if (count % 10 === 0) this.#chooseWhomToServe();
  }

  met(line: Line): void {
    this.lines.set(line.peer.id, line);
    this.book.add(line.peer.id, 'peer');
    this.#superSeeder?.join(line.peer.id);
    if (this.#superSeeder) this.onAsked(line);
    else line.have(this.#here());
  }

  lost(line: Line): void {
    const { id } = line.peer;
    this.lines.delete(id);
    this.book.remove(id);
    this.#superSeeder?.leave(id);
    this.fillStarved();
    this.#chooseWhomToServe();
  }

  leave(): void {
    for (const line of this.lines.values()) line.close();
    this.lines.clear();
  }

  onHave(line: Line, indexes: readonly number[]): void {
    for (const index of indexes) {
      if (this.book.holdings.of(line.peer.id)?.has(index)) continue;
      this.book.announced(line.peer.id, index);
      this.#superSeeder?.announced(line.peer.id, index);
      if (!this.book.holdings.here.has(index)) line.useful++;
    }
    line.updateInterest();
    line.fill();
    this.onAsked(line);
  }

  onInterest(isInterested: boolean): void {
    if (isInterested || this.lines.size > this.world.slots) this.#chooseWhomToServe();
  }

  /** Super-seeding goes on. */
  onAsked(line: Line): void {
    if (!this.#superSeeder) return;
    const { nowMs } = this.world.clock;
    if (!this.#superSeeder.isOver)
      line.have(this.#superSeeder.reveal(line.peer.id, nowMs, line.givenSpeed));
    else if (!this.#toldAll.has(line)) {
      this.#toldAll.add(line);
      line.have(this.#superSeeder.rest(line.peer.id));
    }
  }

  /** Lets a block in, which may take its time. */
  take(block: Block, then: () => void): void {
    const { download } = this.options;
    if (download === undefined) {
      then();
      return;
    }
    const { clock } = this.world;
    this.#downFreeMs = Math.max(clock.nowMs, this.#downFreeMs) + (1_000 * block.length) / download;
    clock.after(this.#downFreeMs - clock.nowMs, then);
  }

  onBlock(line: Line, block: Block): void {
    const { isWhole, useless } = this.book.received(line.peer.id, block);
    for (const { id, block: wasted } of useless) this.lines.get(id)?.cancel(wasted);
    if (isWhole) this.world.clock.after(this.world.storeMs, () => this.#stored(block.index));
  }

  /** Connections that could be asked for something, if there is something. */
  fillStarved(): void {
    for (const line of this.lines.values()) if (line.isStarved) line.fill();
  }

  #stored(index: number): void {
    this.book.fits(index);
    for (const line of this.lines.values()) {
      line.have([index]);
      if (!this.book.holdings.of(line.peer.id)?.has(index)) continue;
      line.useful--;
      line.updateInterest();
    }
    this.fillStarved();
    if (this.isComplete) this.options.onComplete(this);
  }

  #here(): number[] {
    const { pieces, here } = this.book.holdings;
    return [...Array(pieces).keys()].filter((index) => here.has(index));
  }

  #chooseWhomToServe(): void {
    const lines = [...this.lines.values()];
    const { slots, random } = this.world;
    // What it reveals paces a super-seeder: it serves everybody.
    const most = this.#superSeeder?.isOver === false ? Infinity : slots;
    const peers = lines.map((line) => line.served());
    const served = uploadSlots({ peers, complete: this.isComplete, most, random });
    for (const line of lines) {
      line.setChoking(!served.has(line.peer.id));
      this.onAsked(line);
    }
  }
}

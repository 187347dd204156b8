import type Wire from 'bittorrent-protocol';
import { SpeedMeter } from '../speed-meter';
import { SuperSeeder } from './super-seeder';
import { queueUploads } from './upload-queue.browser';
import { type Served, uploadSlots } from './upload-slots';

export interface ServingOptions {
  readonly pieces: number;
  readonly pieceLength: number;
  readonly isHere: (index: number) => boolean;
  readonly isComplete: () => boolean;
  /** Bytes per second that a peer gives us; 0 when nothing is known of it. */
  readonly givesOf: (id: string) => number;
  /** How many pieces a peer announced. */
  readonly announced: (id: string) => number;
}

/** Peers that are served at a time, when more want something (decision 0016). */
const slots = 8;
/** Seconds of a peer's speed that wait to be sent to it, and bytes: a block at least. */
const readySeconds = 0.1;
const leastReadyBytes = 16 * 1024;
const mostReadyBytes = 256 * 1024;

interface Guest {
  readonly wire: Wire;
  readonly takes: SpeedMeter;
  /** webtorrent's own, which lets in whoever is interested first. */
  readonly unchoke: () => void;
  unchokedMs: number;
}

/**
 * What is given to whom. Who has the whole file from the start super-seeds until the crowd holds it;
 * everybody else announces what they have and gives what they are asked for.
 */
export class Serving {
  readonly #guests = new Map<string, Guest>();
  #superSeeder: SuperSeeder | undefined;
  #isGiving = true;

  constructor(private readonly options: ServingOptions) {
    const { pieces, pieceLength, isComplete } = options;
    if (isComplete()) {
      this.#superSeeder = new SuperSeeder({ pieces, pieceLength, random: Math.random });
    }
  }

  /** A peer is there. To be called before anything was said to it. */
  welcome(id: string, wire: Wire): void {
    const { isHere } = this.options;
    queueUploads(wire, isHere, () => this.#readyBytes(id));
    const unchoke = wire.unchoke.bind(wire);
    this.#guests.set(id, { wire, unchoke, takes: new SpeedMeter(), unchokedMs: 0 });
    wire.unchoke = () => undefined;
    wire.on('upload', (bytes) => this.#guests.get(id)?.takes.add(bytes, performance.now()));
    wire.on('interested', () => this.assignSlots());
    wire.on('uninterested', () => this.assignSlots());
    if (this.#superSeeder) this.#hidePieces(id, wire, this.#superSeeder);
  }

  /** It left. */
  farewell(id: string): void {
    this.#guests.delete(id);
    this.#superSeeder?.leave(id);
    this.assignSlots();
  }

  setGiving(on: boolean): void {
    this.#isGiving = on;
    this.assignSlots();
  }

  /** To be called every second. */
  tick(): void {
    for (const id of this.#guests.keys()) this.#reveal(id);
  }

  /** Decides whom to serve; to be called every ten seconds, and by itself when somebody wants in. */
  assignSlots(): void {
    const { isComplete } = this.options;
    const peers = this.#isGiving ? [...this.#guests].map((entry) => this.#describe(...entry)) : [];
    const served = uploadSlots({
      peers,
      complete: isComplete(),
      // While super-seeding, what is revealed to whom decides who gets how much.
      most: this.#superSeeder ? Infinity : slots,
      random: Math.random,
    });
    for (const [id, guest] of this.#guests) {
      if (!served.has(id)) guest.wire.choke();
      else if (guest.wire.amChoking) {
        guest.unchokedMs = performance.now();
        guest.unchoke();
      }
    }
  }

  /** What is ready on a wire delays what is said on it next. */
  #readyBytes(id: string): number {
    const speed = this.#guests.get(id)?.takes.rate(performance.now()) ?? 0;
    return Math.min(mostReadyBytes, Math.max(leastReadyBytes, readySeconds * speed));
  }

  #describe(id: string, { wire, takes, unchokedMs }: Guest): Served {
    const nowMs = performance.now();
    return {
      id,
      interested: wire.peerInterested,
      receivesBytesPerSec: takes.rate(nowMs),
      givesBytesPerSec: this.options.givesOf(id),
      has: this.options.announced(id),
      isSeeder: this.options.announced(id) === this.options.pieces,
      unchoked: !wire.amChoking,
      sinceUnchokeMs: nowMs - unchokedMs,
    };
  }

  /** Tells a peer that there is nothing here, and then of a piece at a time (BEP 16). */
  #hidePieces(id: string, wire: Wire, superSeeder: SuperSeeder): void {
    const { pieces } = this.options;
    const begin = (): void => {
      superSeeder.join(id);
      // It may have ended between two messages of a handshake.
      if (superSeeder.isOver) announce(wire, superSeeder.rest(id));
      else this.#reveal(id);
    };
    wire.haveAll = () => {
      wire.haveNone();
      begin();
    };
    // Without the fast extension, to say nothing is to have nothing.
    wire.bitfield = begin;
    const announced = (): void => {
      for (let index = 0; index < pieces; index++) {
        if (wire.peerPieces.get(index)) superSeeder.announced(id, index);
      }
      this.#reveal(id);
    };
    wire.on('bitfield', announced);
    wire.on('have-all', announced);
    wire.on('have', (index) => {
      superSeeder.announced(id, index);
      this.#reveal(id);
    });
  }

  #reveal(id: string): void {
    const superSeeder = this.#superSeeder;
    const guest = this.#guests.get(id);
    if (!superSeeder || !guest) return;
    if (superSeeder.isOver) {
      this.#superSeeder = undefined;
      for (const [each, { wire }] of this.#guests) announce(wire, superSeeder.rest(each));
    } else {
      const nowMs = performance.now();
      announce(guest.wire, superSeeder.reveal(id, nowMs, guest.takes.rate(nowMs)));
    }
  }
}

function announce(wire: Wire, pieces: readonly number[]): void {
  for (const index of pieces) wire.have(index);
}

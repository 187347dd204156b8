import type Wire from 'bittorrent-protocol';
import { SpeedMeter } from '../speed-meter';
import type { Block, SourceId } from './block';
import type { RequestBook } from './request-book';
import { requestsAtOnce } from './requests-at-once';

export interface PeerLineOptions {
  readonly id: SourceId;
  readonly wire: Wire;
  readonly book: RequestBook;
  /** False while nothing is to be asked for. */
  readonly isAsking: () => boolean;
  /** False while so much waits for storage that more would only fill the memory. */
  readonly hasRoom: () => boolean;
  readonly onBlock: (block: Block, bytes: Uint8Array) => void;
  /** What this peer was asked for may be asked of others. */
  readonly onFreed: () => void;
}

/**
 * So long a peer may have nothing for us until it is told so: it would choke us, and what was asked of it
 * next would be answered with that choke.
 */
const interestMs = 10_000;
/** Who chokes sends what has left already, and rejects the rest (BEP 6) within this time. */
const rejectMs = 3_000;

/** What is asked of one peer over its wire, and what it said it has. */
export class PeerLine {
  readonly #speed = new SpeedMeter();
  /** True while requests end because we end them, or were not taken in the first place. */
  #isEnding = false;
  #isFreeing = false;
  /** When it last had something that is missing here. */
  #usefulMs = -Infinity;

  constructor(private readonly options: PeerLineOptions) {
    const { id, wire, book } = options;
    book.add(id, 'peer');
    this.#readAnnounced();
    wire.on('bitfield', () => this.#readAnnounced());
    wire.on('have-all', () => this.#readAnnounced());
    wire.on('have', (index) => book.announced(id, index));
    wire.lt_donthave.on('donthave', (index) => book.withdrew(id, index));
    wire.on('choke', () => this.#onChoked());
    wire.on('unchoke', () => this.fill());
    for (const event of ['bitfield', 'have-all', 'have'] as const) {
      wire.on(event as 'bitfield', () => this.look());
    }
  }

  /** Bytes per second that come from this peer. */
  get speed(): number {
    return this.#speed.rate(performance.now());
  }

  /** Something may be worth asking for that was not before. */
  look(): void {
    const { id, wire, book, isAsking } = this.options;
    if (wire.destroyed) return;
    const nowMs = performance.now();
    if (isAsking() && book.isUseful(id)) {
      this.#usefulMs = nowMs;
      wire.interested();
    } else if (!isAsking() || book.holdings.here.isAll || nowMs >= this.#usefulMs + interestMs) {
      wire.uninterested();
    }
    this.fill();
  }

  /** Asks for as much as it may. */
  fill(): void {
    const { id, wire, book, isAsking, hasRoom } = this.options;
    if (!isAsking() || !hasRoom()) return;
    const most = requestsAtOnce(this.speed, reqqOf(wire));
    while (!wire.destroyed && !wire.peerChoking && wire.requests.length < most) {
      const block = book.next(id, performance.now());
      if (!block || !this.#ask(block)) return;
    }
  }

  /** Somebody else gave this block. */
  cancel({ index, offset, length }: Block): void {
    this.#isEnding = true;
    this.options.wire.cancel(index, offset, length);
    this.#isEnding = false;
  }

  /** Takes back everything that was asked. */
  cancelAll(): void {
    const { id, wire, book } = this.options;
    for (const { piece, offset, length } of [...wire.requests]) {
      const block = { index: piece, offset, length };
      this.cancel(block);
      book.unanswered(id, block);
    }
  }

  /** Nothing good can come from this peer. */
  hangUp(): void {
    this.options.wire.destroy();
  }

  /** @returns false when the wire took no request */
  #ask(block: Block): boolean {
    const { id, wire, book } = this.options;
    const before = wire.requests.length;
    this.#isEnding = true;
    wire.request(block.index, block.offset, block.length, (error, bytes) => {
      if (error || !bytes) this.#onRefused(block);
      else this.#onBlock(block, bytes);
    });
    this.#isEnding = false;
    if (wire.requests.length > before) return true;
    book.unanswered(id, block);
    return false;
  }

  /** Only what was asked for counts as speed: anyone can send a lot that nobody wants. */
  #onBlock(block: Block, bytes: Uint8Array): void {
    this.#speed.add(bytes.length, performance.now());
    this.options.onBlock(block, bytes);
  }

  #onRefused(block: Block): void {
    const { id, wire, book } = this.options;
    if (this.#isEnding) return;
    book.unanswered(id, block);
    // A peer that serves us and still will not give this piece does not have it, or not now.
    if (!wire.peerChoking) book.release(id, block.index, true);
    this.#freed();
  }

  /**
   * With the fast extension (BEP 6) who chokes answers or rejects each request on its own: what is taken
   * back sooner comes all the same, and a second time from somebody else. Not everybody keeps to that,
   * and the engine waits no longer once a choked peer answered one.
   */
  #onChoked(): void {
    const { wire } = this.options;
    const giveUp = (): void => {
      if (!wire.peerChoking) return;
      this.cancelAll();
      this.#freed();
    };
    if (wire.hasFast) setTimeout(giveUp, rejectMs);
    else giveUp();
  }

  /** Requests end in hundreds at a time, and some while others are made: told once, afterwards. */
  #freed(): void {
    if (this.#isFreeing) return;
    this.#isFreeing = true;
    queueMicrotask(() => {
      this.#isFreeing = false;
      this.options.onFreed();
    });
  }

  #readAnnounced(): void {
    const { id, wire, book } = this.options;
    for (let index = 0; index < book.holdings.pieces; index++) {
      if (wire.peerPieces.get(index)) book.announced(id, index);
    }
  }
}

/** How many requests a peer takes at a time, when it said so (BEP 10). */
function reqqOf(wire: Wire): number | undefined {
  const { reqq } = wire.peerExtendedHandshake;
  return typeof reqq === 'number' && reqq > 0 ? reqq : undefined;
}

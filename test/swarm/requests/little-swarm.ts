import { pieceCount, pieceSize } from '../../../src/release/torrent-metadata';
import {
  type Block,
  blockCount,
  blockLength,
  type SourceId,
} from '../../../src/swarm/requests/block';
import { RequestBook } from '../../../src/swarm/requests/request-book';

/** How a source behaves. All but `honest` and `choker` may do so out of malice. */
export type Manner =
  | 'honest'
  /** Honest, and chokes and unchokes all the time. */
  | 'choker'
  /** Chokes for ever once it gave a block. */
  | 'half-hearted'
  /** Takes every request and answers none. */
  | 'staller'
  /** Answers one request just before the engine would hang up on it. */
  | 'dripper'
  /** Gives a block, then leaves, and comes back. */
  | 'leaver'
  /** Rejects every request. */
  | 'rejecter'
  /** Sends wrong bytes. */
  | 'liar'
  /** Gives a right piece first. */
  | 'turncoat'
  /** Sends one wrong block of a piece and rejects the others. */
  | 'poisoner';

export interface Member {
  readonly manner: Manner;
  /** Pieces it has; `all` of them. */
  readonly has: readonly number[] | 'all';
  /** Blocks per second. */
  readonly speed: number;
  readonly joinsAtSecond: number;
}

export interface LittleSwarmOptions {
  readonly length: number;
  readonly pieceLength: number;
  readonly members: readonly Member[];
  readonly random: () => number;
  /** Pieces that may be on their way. */
  readonly mostOpenBytes?: number;
}

interface Connected {
  readonly id: SourceId;
  readonly member: Member;
  readonly has: ReadonlySet<number>;
  readonly asked: Block[];
  isChoking: boolean;
  silentSeconds: number;
  given: number;
}

const requestsAtOnce = 6;
/** The engine hangs up on a peer that answered nothing for so long. */
const timeoutSeconds = 30;
/** Pieces that each connection of a liar may spoil before it is dropped. */
const spoils: Readonly<Partial<Record<Manner, number>>> = { liar: 2, turncoat: 2, poisoner: 2 };

/** One page among a few sources, second by second. Throws when the book asks for what it must not. */
export class LittleSwarm {
  readonly book: RequestBook;
  readonly blamed = new Set<Manner>();
  /** Pieces that liars may spoil; those that come back count anew. */
  mayWaste = 0;
  /** Bytes of blocks that came and had to come again before their piece was looked at. */
  droppedBytes = 0;
  seconds = 0;
  readonly #connected = new Map<SourceId, Connected>();
  readonly #waiting: Member[];
  /** The blocks of open pieces: `right`, or who lied. */
  readonly #content = new Map<number, string[]>();
  #names = 0;

  constructor(private readonly options: LittleSwarmOptions) {
    this.book = new RequestBook({
      ...options,
      held: [],
      speedOf: (id) => (this.#connected.get(id)?.member.speed ?? 0) * blockLength,
      onForgotten: (index) => this.#forget(index),
      onUseless: (useless) => {
        for (const { id, block } of useless) this.#cancel(id, block);
      },
    });
    this.#waiting = [...options.members];
  }

  get isWhole(): boolean {
    return this.book.holdings.here.isAll;
  }

  /** Lets time pass until everything is here. False when it is not after so many seconds. */
  run(seconds: number): boolean {
    for (const until = this.seconds + seconds; this.seconds < until && !this.isWhole;) {
      this.#second();
    }
    return this.isWhole;
  }

  join(member: Member): void {
    this.#waiting.push(member);
  }

  #second(): void {
    this.seconds++;
    for (const member of this.#waiting.splice(0)) {
      if (member.joinsAtSecond < this.seconds) this.#connect(member);
      else this.#waiting.push(member);
    }
    for (const source of [...this.#connected.values()]) {
      this.#ask(source);
      this.#behave(source);
      source.silentSeconds++;
      if (source.asked.length > 0 && source.silentSeconds >= timeoutSeconds) this.#hangUp(source);
    }
  }

  #connect(member: Member): void {
    const id = `${member.manner}-${this.#names++}`;
    const every = [...Array(pieceCount(this.options)).keys()];
    const has = new Set(member.has === 'all' ? every : member.has);
    const state = { asked: [], isChoking: false, silentSeconds: 0, given: 0 };
    this.mayWaste += spoils[member.manner] ?? 0;
    this.#connected.set(id, { id, member, has, ...state });
    this.book.add(id, 'peer');
    for (const index of has) this.book.announced(id, index);
  }

  #hangUp({ id, member }: Connected): void {
    this.#connected.delete(id);
    this.book.remove(id);
    if (member.manner !== 'liar') this.#waiting.push({ ...member, joinsAtSecond: 0 });
    for (const other of [...this.#connected.values()]) this.#ask(other);
  }

  #ask(source: Connected): void {
    while (!source.isChoking && source.asked.length < requestsAtOnce) {
      const block = this.book.next(source.id, 1_000 * this.seconds);
      if (!block) return;
      this.#check(source, block);
      if (source.asked.length === 0) source.silentSeconds = 0;
      source.asked.push(block);
    }
  }

  #check({ id, has }: Connected, block: Block): void {
    const { index, offset, length } = block;
    const size = pieceSize(this.options, index);
    if (!has.has(index))
      throw new Error(`${id} was asked for ${index}, which it has not announced`);
    if (this.book.trust.isDropped(id)) throw new Error(`${id} is dropped and was asked`);
    if (this.book.holdings.here.has(index)) throw new Error(`piece ${index} is here`);
    if (offset % blockLength !== 0 || length !== Math.min(blockLength, size - offset))
      throw new Error(`no block: ${JSON.stringify(block)}`);
    const others = [...this.#connected.values()].filter(({ asked }) =>
      asked.some((one) => one.index === index && one.offset === offset),
    );
    if (others.length > 1) throw new Error(`asked of too many: ${JSON.stringify(block)}`);
    if (others.some((other) => other.id === id)) throw new Error(`${id} is asked for it already`);
  }

  #behave(source: Connected): void {
    const { manner, speed } = source.member;
    switch (manner) {
      case 'honest':
      case 'liar':
        this.#give(source, speed);
        return;
      case 'choker':
        this.#give(source, speed);
        if (this.options.random() < 0.3) this.#choke(source);
        else source.isChoking = false;
        return;
      case 'half-hearted':
        if (source.given > 0) this.#choke(source);
        else this.#give(source, 1);
        return;
      case 'staller':
        return;
      case 'dripper':
        if (source.silentSeconds >= timeoutSeconds - 2) this.#give(source, 1);
        return;
      case 'leaver':
        if (source.given > 0) this.#hangUp(source);
        else this.#give(source, 1);
        return;
      case 'rejecter':
        this.#reject(source);
        return;
      case 'turncoat':
        this.#give(source, speed);
        return;
      case 'poisoner':
        this.#give(source, 1);
        this.#reject(source);
        return;
    }
  }

  #choke(source: Connected): void {
    source.isChoking = true;
    for (const block of source.asked.splice(0)) this.book.unanswered(source.id, block);
  }

  #reject(source: Connected): void {
    for (const block of source.asked.splice(0)) {
      this.book.unanswered(source.id, block);
      this.book.release(source.id, block.index, true);
    }
  }

  #give(source: Connected, most: number): void {
    for (let n = 0; n < most && this.#connected.has(source.id); n++) {
      const block = source.asked.shift();
      if (!block) return;
      source.silentSeconds = 0;
      source.given++;
      this.#receive(source, block);
      this.#ask(source);
    }
  }

  #receive(source: Connected, block: Block): void {
    const { index, offset } = block;
    const { isWanted, isWhole, useless } = this.book.received(source.id, block);
    for (const { id, block: one } of useless) this.#cancel(id, one);
    if (!isWanted) return;
    const blocks = this.#content.get(index) ?? [];
    this.#content.set(index, blocks);
    if (blocks[offset / blockLength] !== undefined) this.droppedBytes += block.length;
    blocks[offset / blockLength] = this.#isLie(source) ? `${source.id} ${source.given}` : 'right';
    if (isWhole) this.#judge(index, blocks);
  }

  #forget(index: number): void {
    const size = pieceSize(this.options, index);
    // An array with holes: only what came is gone through.
    this.#content.get(index)?.forEach((_, at) => {
      this.droppedBytes += Math.min(blockLength, size - at * blockLength);
    });
    this.#content.delete(index);
  }

  #isLie({ id, member }: Connected): boolean {
    if (member.manner === 'turncoat') return this.book.trust.isProven(id);
    return spoils[member.manner] !== undefined;
  }

  #cancel(id: SourceId, { index, offset }: Block): void {
    const asked = this.#connected.get(id)?.asked;
    const at = asked?.findIndex((one) => one.index === index && one.offset === offset) ?? -1;
    if (at >= 0) asked?.splice(at, 1);
  }

  #judge(index: number, blocks: string[]): void {
    this.#content.delete(index);
    if (blocks.length !== blockCount(pieceSize(this.options, index)) || blocks.includes(''))
      throw new Error(`piece ${index} is not whole`);
    const isRight = blocks.every((block) => block === 'right');
    const { book } = this;
    const culprits = isRight ? book.fits(index, blocks) : book.fails(index, blocks);
    for (const id of culprits) {
      this.blamed.add(id.split('-').slice(0, -1).join('-') as Manner);
      const source = this.#connected.get(id);
      if (source && book.trust.isDropped(id)) this.#hangUp(source);
    }
  }
}

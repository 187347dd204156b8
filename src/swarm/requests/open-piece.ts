import { blockCount, blockLength, type Block, type SourceId } from './block';

/** A request that is of no use any more. */
export interface Useless {
  readonly id: SourceId;
  readonly block: Block;
}

/**
 * A piece that was asked for and is not here whole: which block was asked of whom, and who gave it. What
 * is looked up whenever a source has nothing to do (`isUnattended`, `reserve`, `double`) makes nothing
 * anew unless there is something to ask for.
 */
export class OpenPiece {
  readonly #givers: (SourceId | undefined)[];
  readonly #asked: SourceId[][];
  /** Sources that go on asking for its blocks. Others only help out. */
  readonly owners = new Set<SourceId>();
  #missing: number;
  #unanswered = 0;

  /**
   * @param size bytes
   * @param isSolo true when all of it must come from one source
   * @param begunMs when it was asked for first
   */
  constructor(
    readonly index: number,
    readonly size: number,
    readonly isSolo: boolean,
    readonly begunMs: number,
  ) {
    this.#missing = blockCount(size);
    this.#givers = new Array<SourceId | undefined>(this.#missing).fill(undefined);
    this.#asked = Array.from({ length: this.#missing }, () => []);
  }

  /** Blocks that are not here. */
  get missing(): number {
    return this.#missing;
  }

  /** Who gave each block. */
  get givers(): readonly (SourceId | undefined)[] {
    return this.#givers;
  }

  /** True when nobody is asked for it: an owner that may not ask now must not keep it from others. */
  get isUnattended(): boolean {
    return this.#missing > 0 && this.#unanswered === 0;
  }

  /** Bytes of it that came. */
  get givenBytes(): number {
    let bytes = 0;
    this.#givers.forEach((giver, at) => {
      if (giver !== undefined) bytes += this.#block(at).length;
    });
    return bytes;
  }

  /** True when a block of it came from `id`. */
  isPartOf(id: SourceId): boolean {
    return this.#givers.includes(id);
  }

  /** Everyone who is asked for a part of it. */
  get askedOf(): ReadonlySet<SourceId> {
    return new Set(this.#asked.flat());
  }

  /** Requests that are not answered. */
  get requests(): readonly Useless[] {
    return this.#asked.flatMap((ids, at) => ids.map((id) => ({ id, block: this.#block(at) })));
  }

  /** Takes the next block that nobody is asked for. */
  reserve(id: SourceId): Block | undefined {
    for (let at = 0; at < this.#asked.length; at++)
      if (this.#isOpen(at) && this.#asked[at]?.length === 0) return this.#ask(at, id);
    return undefined;
  }

  /** Takes everything that is not here, also what others are asked for. */
  reserveAll(id: SourceId): void {
    this.owners.add(id);
    this.#asked.forEach((_, at) => this.#isOpen(at) && this.#ask(at, id));
  }

  /** Takes, as the second one, the last block that only such a source is asked for. */
  double(id: SourceId, isSlow: (asked: SourceId) => boolean): Block | undefined {
    for (let at = this.#asked.length - 1; at >= 0; at--) {
      const asked = this.#asked[at];
      const only = asked?.length === 1 ? asked[0] : undefined;
      if (only === undefined || only === id || !this.#isOpen(at)) continue;
      if (isSlow(only)) return this.#ask(at, id);
    }
    return undefined;
  }

  /** A request that will not be answered. @returns true when `id` is asked for nothing of it now */
  unask(offset: number, id: SourceId): boolean {
    this.#unask(offset / blockLength, id);
    return !this.#asked.some((asked) => asked.includes(id));
  }

  /** Lets go of everything that was asked of `id`. */
  release(id: SourceId): void {
    this.owners.delete(id);
    for (let at = 0; at < this.#asked.length; at++) this.#unask(at, id);
  }

  /**
   * The block at `offset` came from `id`.
   * @returns requests to others that are now of no use; `undefined` when this block was
   */
  receive(offset: number, id: SourceId): readonly Useless[] | undefined {
    const at = offset / blockLength;
    if (!this.#asked[at]?.includes(id)) return undefined;
    return this.#isOpen(at) ? this.#take(at, id) : undefined;
  }

  /** What came from `id` is not to be relied on: it is asked for again. */
  discard(id: SourceId): void {
    this.#givers.forEach((giver, at) => {
      if (giver !== id) return;
      this.#givers[at] = undefined;
      this.#missing++;
    });
  }

  /** All of it came from `id`. @returns requests to others that are now of no use */
  receiveWhole(id: SourceId): readonly Useless[] {
    return this.#asked.flatMap((_, at) => this.#take(at, id));
  }

  #isOpen(at: number): boolean {
    return this.#givers[at] === undefined;
  }

  #ask(at: number, id: SourceId): Block {
    this.#asked[at]?.push(id);
    this.#unanswered++;
    return this.#block(at);
  }

  #unask(at: number, id: SourceId): void {
    const asked = this.#asked[at] ?? [];
    const found = asked.indexOf(id);
    if (found < 0) return;
    asked.splice(found, 1);
    this.#unanswered--;
  }

  #take(at: number, id: SourceId): Useless[] {
    const asked = this.#asked[at] ?? [];
    const others = asked.filter((other) => other !== id);
    this.#unanswered -= asked.length;
    if (this.#isOpen(at)) this.#missing--;
    this.#asked[at] = [];
    this.#givers[at] = id;
    return others.map((other) => ({ id: other, block: this.#block(at) }));
  }

  #block(at: number): Block {
    const offset = at * blockLength;
    return { index: this.index, offset, length: Math.min(blockLength, this.size - offset) };
  }
}

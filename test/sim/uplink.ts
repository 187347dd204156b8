import type { Block } from '../../src/swarm/requests/block';
import type { EventQueue } from './event-queue';

/** What waits to leave over one connection, in order: blocks, and messages, which take no time. */
export class Outbox {
  readonly blocks: Block[] = [];
  /** Messages, each with how many blocks are before it. */
  readonly #messages: { after: number; readonly send: () => void }[] = [];
  isWaiting = false;

  /** @param readyBlocks messages pass by all blocks but so many */
  constructor(
    private readonly readyBlocks: number,
    readonly deliver: (block: Block) => void,
  ) {}

  /** Leaves at once or behind the data that is ready to leave. */
  message(send: () => void): void {
    const after = Math.min(this.blocks.length, this.readyBlocks);
    if (after === 0) send();
    else this.#messages.push({ after, send });
  }

  next(): Block | undefined {
    const block = this.blocks.shift();
    for (const message of this.#messages) message.after--;
    return block;
  }

  /** Takes away what `isMeant`. */
  drop(isMeant: (block: Block) => boolean): void {
    for (let at = this.blocks.length - 1; at >= 0; at--) {
      const block = this.blocks[at];
      if (!block || !isMeant(block)) continue;
      this.blocks.splice(at, 1);
      for (const message of this.#messages) if (message.after > at) message.after--;
    }
    this.flush();
  }

  flush(): void {
    while ((this.#messages[0]?.after ?? 1) <= 0) this.#messages.shift()?.send();
  }
}

/** A peer's upload: what its connections have to send takes turns, block by block. */
export class Uplink {
  readonly #waiting: Outbox[] = [];
  #isBusy = false;
  /** Bytes that left. */
  sent = 0;

  /** @param rate bytes per second */
  constructor(
    private readonly clock: EventQueue,
    private readonly rate: number,
  ) {}

  send(outbox: Outbox, block: Block): void {
    outbox.blocks.push(block);
    this.#queue(outbox);
    this.#serve();
  }

  #queue(outbox: Outbox): void {
    if (outbox.isWaiting || outbox.blocks.length === 0) return;
    outbox.isWaiting = true;
    this.#waiting.push(outbox);
  }

  #serve(): void {
    if (this.#isBusy) return;
    const outbox = this.#waiting.shift();
    if (!outbox) return;
    outbox.isWaiting = false;
    const block = outbox.next();
    if (!block) {
      this.#serve();
      return;
    }
    this.#isBusy = true;
    this.clock.after((1_000 * block.length) / this.rate, () => {
      this.#isBusy = false;
      this.sent += block.length;
      outbox.deliver(block);
      outbox.flush();
      this.#queue(outbox);
      this.#serve();
    });
  }
}

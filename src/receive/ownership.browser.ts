import { OwnerWatch } from './owner-watch';
import type { ReleaseTabs, TabChannel } from './release-tabs';
import { readTabMessage, writeTabMessage, type TabMessage } from './tab-message';

/** This tab works on the release, or it follows the tab that does, until the signal. */
export interface Turn {
  readonly role: 'owner' | 'follower';
  readonly signal: AbortSignal;
}

export interface OwnershipOptions {
  readonly tabs: ReleaseTabs;
  /** 40 lower-case hexadecimal digits. */
  readonly infoHash: string;
  readonly onMessage: (message: TabMessage) => void;
  readonly lacksMetadata: () => boolean;
}

/** How often a follower thinks of the owner. Hidden pages do so less often. */
const lookEveryMs = 1_000;

/**
 * Which of this browser's tabs works on a release: one at a time. The others follow, until it is their
 * turn: because the owner is gone, or because it does not answer any more, as a frozen page does. Such an
 * owner learns that it is none any more as soon as it can learn anything.
 */
export class Ownership {
  readonly #left = new AbortController();
  readonly #channel: TabChannel;
  #turn: Turn | undefined;
  /** Called when it is another turn. */
  #waiting: (() => void)[] = [];
  #watch = new OwnerWatch(performance.now(), Math.random());

  /** Takes part at once, until `leave`. */
  constructor(private readonly options: OwnershipOptions) {
    const { tabs, infoHash } = options;
    this.#channel = tabs.channel(infoHash, (data) => this.#hear(data));
    void this.#takeTurns();
  }

  /** The turn that it is now, once that is another one than `last`. */
  async turnAfter(last: Turn | undefined): Promise<Turn> {
    for (;;) {
      const turn = this.#turn;
      if (turn && turn !== last && !turn.signal.aborted) return turn;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** To all other tabs. */
  post(message: TabMessage): void {
    this.#channel.post(writeTabMessage(message));
  }

  /** Has the owner look at what is stored for all tabs, and say how it is. */
  greet(): void {
    this.post({ kind: 'hello', lacksMetadata: this.options.lacksMetadata() });
  }

  /** Another tab may have it. */
  leave(): void {
    this.#left.abort();
    this.#channel.close();
  }

  async #takeTurns(): Promise<void> {
    const left = this.#left.signal;
    while (!left.aborted) {
      const lost = (await this.#own('if-free', left)) ?? (await this.#follow());
      if (!lost) return;
      const signal = AbortSignal.any([left, lost]);
      this.#begin({ role: 'owner', signal });
      await aborted(signal);
    }
  }

  /** Resolves once this tab is the owner; with `undefined` after it left. */
  async #follow(): Promise<AbortSignal | undefined> {
    const left = this.#left.signal;
    const end = new AbortController();
    const queue = new AbortController();
    this.#begin({ role: 'follower', signal: AbortSignal.any([left, end.signal]) });
    const granted = this.#own('wait', AbortSignal.any([left, queue.signal]));
    const silence = this.#silence(AbortSignal.any([left, end.signal]));
    let lost = await Promise.race([granted, silence]);
    if (lost === 'silence') {
      queue.abort();
      lost = await this.#own('take', left);
    }
    end.abort();
    return lost;
  }

  /** Resolves when the owner has not answered for too long. */
  #silence(signal: AbortSignal): Promise<'silence'> {
    this.#watch = new OwnerWatch(performance.now(), Math.random());
    this.greet();
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        const action = this.#watch.look(performance.now());
        if (action === 'ask') this.greet();
        if (action === 'take') resolve('silence');
      }, lookEveryMs);
      signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    });
  }

  #own(how: 'if-free' | 'wait' | 'take', signal: AbortSignal): Promise<AbortSignal | undefined> {
    return this.options.tabs.own(this.options.infoHash, how, signal);
  }

  #begin(turn: Turn): void {
    this.#turn = turn;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #hear(data: unknown): void {
    const message = this.#left.signal.aborted ? undefined : readTabMessage(data);
    if (!message) return;
    if (message.kind === 'report') this.#watch.heard(performance.now());
    this.options.onMessage(message);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Ownership, type Turn } from '../../src/receive/ownership.browser';
import type { ReleaseTabs } from '../../src/receive/release-tabs';
import { writeTabMessage, type TabMessage } from '../../src/receive/tab-message';
import { noTransfer } from '../../src/swarm/transfer';

interface Waiting {
  readonly grant: () => void;
  readonly signal: AbortSignal;
}

/** A browser's lock and channel, as one object. */
class FakeBrowser implements ReleaseTabs {
  readonly #listeners = new Set<(data: unknown) => void>();
  #queue: Waiting[] = [];
  #owner: { readonly lost: AbortController } | undefined;

  readonly own: ReleaseTabs['own'] = (_, how, signal) => {
    if (how === 'if-free') return Promise.resolve(this.#owner ? undefined : this.#give(signal));
    if (how === 'take') {
      this.#owner?.lost.abort();
      return Promise.resolve(this.#give(signal));
    }
    return new Promise((resolve) => {
      this.#queue.push({ grant: () => resolve(this.#give(signal)), signal });
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
      this.#next();
    });
  };

  readonly channel: ReleaseTabs['channel'] = (_, onMessage) => {
    this.#listeners.add(onMessage);
    return {
      post: (message) => {
        for (const other of this.#listeners) {
          if (other !== onMessage) queueMicrotask(() => other(structuredClone(message)));
        }
      },
      close: () => void this.#listeners.delete(onMessage),
    };
  };

  #give(signal: AbortSignal): AbortSignal {
    const owner = (this.#owner = { lost: new AbortController() });
    signal.addEventListener('abort', () => {
      if (this.#owner !== owner) return;
      this.#owner = undefined;
      this.#next();
    });
    return owner.lost.signal;
  }

  #next(): void {
    this.#queue = this.#queue.filter(({ signal }) => !signal.aborted);
    if (!this.#owner) this.#queue.shift()?.grant();
  }
}

const report: TabMessage = {
  kind: 'report',
  transfer: noTransfer,
  stopped: undefined,
  obstacle: undefined,
  file: undefined,
};

/** A tab that answers, unless it is frozen. */
class Tab {
  readonly heard: TabMessage[] = [];
  readonly turns: Turn[] = [];
  isFrozen = false;
  readonly ownership: Ownership;

  constructor(browser: FakeBrowser) {
    this.ownership = new Ownership({
      tabs: browser,
      infoHash: 'd'.repeat(40),
      lacksMetadata: () => false,
      onMessage: (message) => {
        this.heard.push(message);
        if (message.kind === 'hello' && this.role === 'owner' && !this.isFrozen)
          this.ownership.post(report);
      },
    });
    void this.#follow();
  }

  get role(): string | undefined {
    const turn = this.turns.at(-1);
    return turn?.signal.aborted ? undefined : turn?.role;
  }

  async #follow(): Promise<void> {
    for (;;) this.turns.push(await this.ownership.turnAfter(this.turns.at(-1)));
  }
}

let browser: FakeBrowser;
beforeEach(() => {
  vi.useFakeTimers();
  browser = new FakeBrowser();
});
afterEach(() => void vi.useRealTimers());

async function tabs(count: number): Promise<Tab[]> {
  const opened: Tab[] = [];
  for (let at = 0; at < count; at++) {
    opened.push(new Tab(browser));
    await vi.advanceTimersByTimeAsync(10);
  }
  return opened;
}

function roles(opened: readonly Tab[]): (string | undefined)[] {
  return opened.map(({ role }) => role);
}

describe('Ownership', () => {
  it.each([1, 2, 4])('is the first of %i tabs’', async (count) => {
    const opened = await tabs(count);
    expect(roles(opened)).toEqual(['owner', ...Array<string>(count - 1).fill('follower')]);
  });

  it('goes to the next one at once when the owner leaves', async () => {
    const opened = await tabs(3);
    opened[0]?.ownership.leave();
    await vi.advanceTimersByTimeAsync(1);
    expect(roles(opened)).toEqual([undefined, 'owner', 'follower']);
    expect(opened[1]?.turns[0]?.signal.aborted).toBe(true);
  });

  it('stays with an owner that only answers', async () => {
    const opened = await tabs(3);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(roles(opened)).toEqual(['owner', 'follower', 'follower']);
  });

  it('is taken from a frozen owner within 30 s, by one; the owner follows when it thaws', async () => {
    const opened = await tabs(4);
    const [first] = opened;
    if (first) first.isFrozen = true;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(roles(opened).filter((role) => role === 'owner')).toHaveLength(1);
    expect(first?.turns[0]?.signal.aborted).toBe(true);
    expect(first?.role).toBe('follower');
    // Whoever took it answers, so it stays there.
    await vi.advanceTimersByTimeAsync(300_000);
    expect(roles(opened).filter((role) => role === 'owner')).toHaveLength(1);
  });

  it('has a newcomer ask the owner, who answers all', async () => {
    const opened = await tabs(2);
    expect(opened[0]?.heard).toEqual([{ kind: 'hello', lacksMetadata: false }]);
    expect(opened[1]?.heard).toEqual([report]);
  });

  it('hears nothing of other versions, and nothing after it left', async () => {
    const [tab] = await tabs(1);
    const other = browser.channel('', () => undefined);
    other.post({ ...writeTabMessage(report), version: 2 });
    await vi.advanceTimersByTimeAsync(1);
    tab?.ownership.leave();
    other.post(writeTabMessage(report));
    await vi.advanceTimersByTimeAsync(1);
    expect(tab?.heard).toEqual([]);
  });
});

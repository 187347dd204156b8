import type { Torrent } from 'webtorrent';
import { TrackerLine, type LineOwner } from './tracker-line.browser';

/** What is known of a torrent's trackers. */
export interface TrackerFacts {
  /** True when one has ever answered. */
  readonly answered: boolean;
  /** True when the engine has complained of anything. */
  readonly warned: boolean;
  /** True when every tracker's connection failed since it last answered. */
  readonly allLost: boolean;
  /** Since joining or the last answer, whichever is later, in milliseconds. */
  readonly silentMs: number;
  /** How many others a tracker in reach last said there are. */
  readonly others: number | undefined;
}

/**
 * Keeps a torrent's trackers in reach, and knows when they are not.
 *
 * When a socket is lost, bittorrent-tracker 11 waits for 10 to 310 seconds and more before it connects
 * again, deaf to whoever is there by then. It does so even when the torrent was left meanwhile, as
 * `WebSocketTracker.destroy` does nothing the second time: the page announces itself and makes
 * connections minutes after it left. Here it tries again soon, then less and less often, at once when
 * the network is back, and not at all after `signal`.
 */
export class TrackerWatch {
  #lines: readonly TrackerLine[] = [];
  #answered = false;
  #warned = false;
  #heardMs = performance.now();

  /** To be made right after the torrent, before it looks for its trackers. */
  constructor(
    private readonly torrent: Torrent,
    private readonly signal: AbortSignal,
    private readonly owner: LineOwner,
  ) {
    const startDiscovery = torrent._startDiscovery.bind(torrent);
    torrent._startDiscovery = () => {
      const isFirst = !torrent.discovery;
      startDiscovery();
      if (isFirst && !signal.aborted) this.#watch();
    };
    torrent.on('warning', () => {
      this.#warned = true;
    });
  }

  get facts(): TrackerFacts {
    const reached = this.#lines.filter((line) => line.failures === 0);
    const counts = reached.flatMap(({ others }) => others ?? []);
    return {
      answered: this.#answered,
      warned: this.#warned,
      allLost: this.#lines.length > 0 && reached.length === 0,
      silentMs: performance.now() - this.#heardMs,
      others: counts.length > 0 ? Math.max(...counts) : undefined,
    };
  }

  /** Our offers that may still be answered, through any tracker. */
  get openOffers(): number {
    return this.#lines.reduce((sum, line) => sum + line.openOffers, 0);
  }

  /** Asks those in reach for peers. */
  announce(): void {
    const client = this.torrent.discovery?.tracker;
    if (!client || this.signal.aborted) return;
    for (const line of this.#lines) if (line.isOpen) line.announce(client._defaultAnnounceOpts());
  }

  #watch(): void {
    const client = this.torrent.discovery?.tracker;
    if (!client) return;
    const { signal } = this;
    const lines = client._trackers.map((tracker) => new TrackerLine(tracker, this.owner));
    this.#lines = lines;
    client.on('update', ({ announce, complete, incomplete = 0 }) => {
      this.#answered = true;
      this.#heardMs = performance.now();
      for (const line of lines) {
        if (line.url === announce) line.answered(Math.max(0, complete + incomplete - 1));
      }
    });
    window.addEventListener('online', () => lines.forEach((line) => line.reconnectNow()), {
      signal,
    });
    signal.addEventListener('abort', () => lines.forEach((line) => line.disarm()), { once: true });
  }
}

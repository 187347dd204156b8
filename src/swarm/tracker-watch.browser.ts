import type { Torrent, TrackerConnection } from 'webtorrent';
import type { ProblemCode } from '../base/problem';
import { backOffMs } from './back-off';
import { canReachPeers } from './can-reach-peers.browser';
import { findObstacle } from './find-obstacle';

const patience = { firstMs: 2_000, longestMs: 60_000 };

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
    torrent.on('trackerAnnounce', () => {
      this.#answered = true;
      this.#heardMs = performance.now();
    });
  }

  /** Why no peers can be found through `trackers` trackers, when that is so. */
  obstacle(trackers: number): ProblemCode | undefined {
    return findObstacle({
      trackers,
      webrtc: canReachPeers(),
      answered: this.#answered,
      warned: this.#warned,
      allLost: this.#lines.length > 0 && this.#lines.every((line) => line.failures > 0),
      silentMs: performance.now() - this.#heardMs,
    });
  }

  #watch(): void {
    const client = this.torrent.discovery?.tracker;
    if (!client) return;
    const { signal } = this;
    const lines = client._trackers.map((tracker) => new TrackerLine(tracker));
    this.#lines = lines;
    client.on('update', ({ announce }) => {
      for (const line of lines) if (line.url === announce) line.failures = 0;
    });
    window.addEventListener('online', () => lines.forEach((line) => line.reconnectNow()), {
      signal,
    });
    signal.addEventListener('abort', () => lines.forEach((line) => line.disarm()), { once: true });
  }
}

/** The way to one tracker. */
class TrackerLine {
  /** Lost connections since it last answered. */
  failures = 0;

  constructor(private readonly tracker: TrackerConnection) {
    tracker._startReconnectTimer = () => {
      tracker.reconnecting = true;
      clearTimeout(tracker.reconnectTimer);
      const delayMs = backOffMs(this.failures++, patience, Math.random());
      tracker.reconnectTimer = setTimeout(() => tracker._openSocket(), delayMs);
    };
  }

  get url(): string {
    return this.tracker.announceUrl;
  }

  reconnectNow(): void {
    const { tracker } = this;
    // `destroyed` means between two sockets; while one is being opened there is nothing to hasten.
    if (!tracker.reconnecting || !tracker.destroyed) return;
    clearTimeout(tracker.reconnectTimer);
    tracker._openSocket();
  }

  /** Only what would come later is stopped: `stopped` is yet to be announced on an open socket. */
  disarm(): void {
    const { tracker } = this;
    clearTimeout(tracker.reconnectTimer);
    clearInterval(tracker.interval);
    tracker._startReconnectTimer = () => undefined;
    tracker._openSocket = () => undefined;
  }
}

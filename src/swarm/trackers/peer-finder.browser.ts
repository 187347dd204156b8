import type WebTorrent from 'webtorrent';
import type { Torrent } from 'webtorrent';
import { Connections, type AttemptFacts } from './connections.browser';
import { keepConnecting } from './keep-connecting.browser';
import { TrackerWatch, type TrackerFacts } from './tracker-watch.browser';
import { wantPeers, type Mesh } from './want-peers';

export type PeerFacts = TrackerFacts & AttemptFacts;

/** Offers that wait for an answer at one time, through all trackers: an RTCPeerConnection each. */
const mostOpenOffers = 10;

/**
 * Finds a torrent's peers: keeps its trackers in reach, asks them often enough, and holds the number of
 * connections to `mostPeers`, those on their way included; offers that nobody answered yet are ten at
 * most. To be made right after the torrent.
 */
export class PeerFinder {
  readonly #connections: Connections;
  readonly #trackers: TrackerWatch;

  /** @param mostPeers may answer differently each time; connections that exist already stay. */
  constructor(
    client: WebTorrent,
    torrent: Torrent,
    signal: AbortSignal,
    private readonly mostPeers: () => number,
  ) {
    this.#connections = new Connections(client, torrent, mostPeers);
    this.#trackers = new TrackerWatch(torrent, signal, {
      infoHash: () => torrent.infoHash,
      connections: this.#connections,
      offersWanted: () => this.#offersWanted,
    });
    keepConnecting(
      () => this.#mesh,
      () => this.#trackers.announce(),
      signal,
    );
  }

  /** What is known of trackers and connections, for `diagnose`. */
  get facts(): PeerFacts {
    return { ...this.#trackers.facts, ...this.#connections.facts };
  }

  get #mesh(): Mesh {
    return {
      connected: this.#connections.connected,
      attempts: this.#connections.running,
      others: this.#trackers.facts.others,
      mostPeers: this.mostPeers(),
    };
  }

  get #offersWanted(): number {
    const room = mostOpenOffers - this.#trackers.openOffers;
    return Math.max(0, Math.min(wantPeers(this.#mesh), room));
  }
}

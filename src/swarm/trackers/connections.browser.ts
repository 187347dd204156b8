import type WebTorrent from 'webtorrent';
import type { PeerConnection, Torrent } from 'webtorrent';
import { sendAhead } from '../send-ahead.browser';
import { newcomerWins, type Attempt } from './glare';

interface RunningAttempt extends Attempt {
  readonly startedMs: number;
}

/** What became of attempts to connect since one last succeeded. */
export interface AttemptFacts {
  readonly attempts: number;
  readonly failedAttempts: number;
}

/** An offer that was taken leads to a connection sooner, 5 s for an unreachable STUN server included. */
const longestAttemptMs = 12_000;

/**
 * A torrent's WebRTC connections, made and on their way. `torrent.addPeer` knows no limit, and of two
 * connections to one peer it destroys the second, whichever it is; the other side does the same with
 * the other one (webtorrent issue 401). Here both sides keep the same one, and there are never more
 * than `mostPeers`.
 */
export class Connections {
  /** Unfinished ones, by peer id. */
  readonly #running = new Map<string, RunningAttempt>();
  #attempts = 0;
  #failedAttempts = 0;
  /** Offer id of the handshake that the engine is being handed. */
  #handedOfferId = '';

  /** To be made right after the torrent, before it knows anybody. */
  constructor(
    private readonly client: WebTorrent,
    private readonly torrent: Torrent,
    private readonly mostPeers: () => number,
  ) {
    const addPeer = torrent.addPeer.bind(torrent);
    torrent.addPeer = (peer, source) => {
      if (typeof peer !== 'string' && !this.#makeWay(peer)) {
        peer.destroy();
        return false;
      }
      const added = addPeer(peer, source);
      if (added && typeof peer !== 'string') {
        sendAhead(peer);
        this.#follow(peer);
      }
      return added;
    };
    const removePeer = torrent.removePeer.bind(torrent);
    torrent.removePeer = (peer) => {
      if (this.#running.delete(typeof peer === 'string' ? peer : peer.id)) this.#failedAttempts++;
      removePeer(peer);
    };
  }

  get facts(): AttemptFacts {
    return { attempts: this.#attempts, failedAttempts: this.#failedAttempts };
  }

  get connected(): number {
    return this.#count((peer) => peer.connected);
  }

  /** Connections on their way. */
  get running(): number {
    return this.#running.size;
  }

  /** Offers of others that were taken and are not connected yet. Ends those that take too long. */
  get pendingOffers(): number {
    const tooOld = performance.now() - longestAttemptMs;
    for (const [id, attempt] of this.#running) {
      if (attempt.startedMs < tooOld) this.torrent.removePeer(id);
    }
    return [...this.#running.values()].filter(({ initiator }) => !initiator).length;
  }

  /** Whether an offer could become a connection; one that could not is better not answered. */
  hasRoomFor(peerId: string, offerId: string): boolean {
    if (peerId === this.client.peerId) return false;
    const known = this.torrent._peers?.get(peerId);
    if (!known) return !this.#isFull;
    return !known.connected && this.#isBetter(peerId, { initiator: false, offerId });
  }

  /** Does `handOver`, which makes the engine add the peer of an offer. */
  withOffer(offerId: string, handOver: () => void): void {
    this.#handedOfferId = offerId;
    handOver();
    this.#handedOfferId = '';
  }

  get #isFull(): boolean {
    return this.#count(() => true) >= this.mostPeers();
  }

  #count(wanted: (peer: { readonly connected: boolean }) => boolean): number {
    const peers = [...(this.torrent._peers?.values() ?? [])];
    return peers.filter((peer) => peer.type === 'webrtc' && wanted(peer)).length;
  }

  /** Removes what stands in a newcomer's way; false when that should stay. */
  #makeWay(peer: PeerConnection): boolean {
    const known = this.torrent._peers?.get(peer.id);
    if (!known) return !this.#isFull;
    if (known.connected || known.conn === peer) return false;
    const newcomer = { initiator: peer.initiator, offerId: this.#handedOfferId };
    if (!this.#isBetter(peer.id, newcomer)) return false;
    // Replaced, not failed.
    this.#running.delete(peer.id);
    this.#attempts--;
    this.torrent.removePeer(peer.id);
    return true;
  }

  #isBetter(peerId: string, newcomer: Attempt): boolean {
    const known = this.#running.get(peerId);
    if (!known) return false;
    const ids = { own: this.client.peerId, other: peerId };
    return newcomerWins(ids, newcomer, known, performance.now() - known.startedMs);
  }

  #follow(peer: PeerConnection): void {
    const { id, initiator } = peer;
    if (peer.connected) return;
    this.#attempts++;
    const attempt = { initiator, offerId: this.#handedOfferId, startedMs: performance.now() };
    this.#running.set(id, attempt);
    this.torrent._peers?.get(id)?.once('connect', () => {
      if (this.#running.get(id) === attempt) this.#running.delete(id);
      this.#attempts = 0;
      this.#failedAttempts = 0;
    });
  }
}

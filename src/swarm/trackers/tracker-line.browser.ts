import type { AnnounceOptions, TrackerConnection } from 'webtorrent';
import { backOffMs } from '../back-off';
import type { Connections } from './connections.browser';
import { OfferGate } from './offer-gate';
import { binaryId, longestMessage, readTrackerMessage, type Handshake } from './tracker-message';

const patience = { firstMs: 2_000, longestMs: 60_000 };
/** Nobody waits for an offer's answer longer than this, in milliseconds. */
const offerLifeMs = 12_000;
/** Bytes. Longer messages are a flood, not a mistake: one that is only too long may be a peer's. */
const floodBytes = 1_048_576;

/** What a line asks of the torrent that it is for. */
export interface LineOwner {
  /** Hexadecimal; it is not known before discovery starts. */
  readonly infoHash: () => string;
  readonly connections: Connections;
  /** How many offers an announce may make now. */
  readonly offersWanted: () => number;
}

/**
 * The way to one tracker, on top of bittorrent-tracker's own, which believes every message, makes an
 * RTCPeerConnection for each offer at once, keeps its own unanswered offers for 50 s and waits for
 * minutes when the socket is lost.
 */
export class TrackerLine {
  #failures = 0;
  #others: number | undefined;
  readonly #gate = new OfferGate();
  readonly #offeredMs = new WeakMap<object, number>();

  constructor(
    private readonly tracker: TrackerConnection,
    private readonly owner: LineOwner,
  ) {
    this.#reconnectSoon();
    this.#countOffers();
    this.#readCarefully();
  }

  /** Lost connections since it last answered. */
  get failures(): number {
    return this.#failures;
  }

  /** Others in the swarm, as of its last answer. */
  get others(): number | undefined {
    return this.#others;
  }

  get url(): string {
    return this.tracker.announceUrl;
  }

  /** Whether an announce would go out at once. */
  get isOpen(): boolean {
    const { destroyed, reconnecting, socket } = this.tracker;
    return !destroyed && !reconnecting && socket?.connected === true;
  }

  /** Our offers that may still be answered. Ends those that nobody will answer any more. */
  get openOffers(): number {
    const { peers } = this.tracker;
    for (const [offerId, offer] of Object.entries(peers ?? {})) {
      const offeredMs = this.#offeredMs.get(offer) ?? 0;
      if (performance.now() - offeredMs < offerLifeMs) continue;
      clearTimeout(offer.trackerTimeout);
      Reflect.deleteProperty(peers ?? {}, offerId);
      offer.destroy();
    }
    return Object.keys(peers ?? {}).length;
  }

  announce(options: AnnounceOptions): void {
    this.tracker.announce(options);
  }

  answered(others: number): void {
    this.#failures = 0;
    this.#others = others;
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

  #reconnectSoon(): void {
    const { tracker } = this;
    tracker._startReconnectTimer = () => {
      tracker.reconnecting = true;
      clearTimeout(tracker.reconnectTimer);
      const delayMs = backOffMs(this.#failures++, patience, Math.random());
      tracker.reconnectTimer = setTimeout(() => tracker._openSocket(), delayMs);
    };
  }

  #countOffers(): void {
    const { tracker, owner } = this;
    const announce = tracker.announce.bind(tracker);
    tracker.announce = (options) => {
      // An announce waits for its offers' candidates. When nothing came of one, it is asked without
      // any: the answer tells at least who is there.
      const isRepeated = this.#others === undefined && this.openOffers > 0;
      const numwant = isRepeated ? 0 : Math.min(options.numwant, owner.offersWanted());
      announce({ ...options, numwant });
    };
    const createPeer = tracker._createPeer.bind(tracker);
    tracker._createPeer = (options) => {
      const peer = createPeer(options);
      this.#offeredMs.set(peer, performance.now());
      return peer;
    };
  }

  #readCarefully(): void {
    const { tracker } = this;
    tracker._onSocketData = (bytes) => {
      if (tracker.destroyed) return;
      tracker.expectingResponse = false;
      if (bytes.length > floodBytes) tracker._onSocketError(new Error('Message too long'));
      else if (bytes.length <= longestMessage) this.#take(new TextDecoder().decode(bytes));
    };
  }

  #take(text: string): void {
    const message = readTrackerMessage(text, this.owner.infoHash());
    if (!message) return;
    const { handshake, trackerId, failure, ...counts } = message;
    const answer = {
      ...counts,
      info_hash: binaryId(this.owner.infoHash()),
      'tracker id': trackerId,
      'failure reason': failure,
    };
    if (!handshake || !this.#isWelcome(handshake)) {
      this.tracker._onAnnounceResponse(answer);
      return;
    }
    const { kind, peerId, offerId, sdp } = handshake;
    const ids = { peer_id: binaryId(peerId), offer_id: binaryId(offerId) };
    this.owner.connections.withOffer(offerId, () => {
      this.tracker._onAnnounceResponse({ ...answer, ...ids, [kind]: { type: kind, sdp } });
    });
  }

  #isWelcome({ kind, peerId, offerId }: Handshake): boolean {
    // An answer finds a connection that exists; the engine ignores those that nobody asked for.
    if (kind === 'answer') return true;
    const { connections } = this.owner;
    if (!connections.hasRoomFor(peerId, offerId)) return false;
    return this.#gate.takes(peerId, performance.now(), connections.pendingOffers);
  }
}

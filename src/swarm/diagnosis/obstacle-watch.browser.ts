import { Problem } from '../../base/problem';
import { canReachPeers } from '../can-reach-peers.browser';
import type { PeerFacts } from '../trackers/peer-finder.browser';
import type { Transfer } from '../transfer';
import { diagnose } from './diagnose';

/** What a swarm knows of itself when it is asked why nothing happens. */
export interface SwarmNow {
  /** Nothing is asked for, because the person or storage said so. */
  readonly paused: boolean;
  readonly facts: PeerFacts;
  readonly transfer: Transfer;
  /** Connected peers that have a piece we lack and that are still asked. */
  readonly usefulPeers: number;
}

/** Says why nothing happens, when nothing does. Asked twice a second or so, it notices by itself. */
export class ObstacleWatch {
  #mostBytes = 0;
  #progressMs = performance.now();

  /** @param trackers none when peers are not wanted */
  constructor(private readonly trackers: readonly string[]) {}

  look({ paused, facts, transfer, usefulPeers }: SwarmNow): Problem | undefined {
    const { size, haveBytes, peers, mirrors, faultyPeers } = transfer;
    this.#notice(transfer, paused);
    const diagnosis = diagnose({
      ...facts,
      paused,
      offline: !navigator.onLine,
      webrtc: canReachPeers(),
      trackers: this.trackers.length,
      peers,
      usefulPeers,
      mirrors,
      faultyPeers,
      lacking: size === 0 || haveBytes < size,
      sinceProgressMs: performance.now() - this.#progressMs,
    });
    if (diagnosis === undefined || diagnosis === 'paused') return undefined;
    return new Problem(diagnosis, this.trackers.join(' '));
  }

  #notice({ fromPeersBytes, fromMirrorsBytes, wastedBytes }: Transfer, paused: boolean): void {
    const usefulBytes = fromPeersBytes + fromMirrorsBytes - wastedBytes;
    if (!paused && usefulBytes <= this.#mostBytes) return;
    this.#mostBytes = Math.max(this.#mostBytes, usefulBytes);
    this.#progressMs = performance.now();
  }
}

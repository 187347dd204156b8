import { seededRandom } from '../support/random';
import { EventQueue } from './event-queue';
import { leastTime } from './least-time';
import type { Outcome, Scenario } from './scenario';
import { SimPeer, type SimWorld } from './sim-peer';
import { SimTracker } from './sim-tracker';

const latencyMs = 20;
const storeMs = 10;
const defaultSlots = 8;
const defaultReadyBlocks = 1;
/** A crowd that takes this many times the least possible time is stuck. */
const patience = 20;

/** Runs a crowd to its end. The same scenario always has the same outcome. */
export function runCrowd(scenario: Scenario): Outcome {
  return new Crowd(scenario).run();
}

class Crowd {
  readonly #clock = new EventQueue(latencyMs);
  readonly #world: SimWorld;
  readonly #tracker: SimTracker;
  readonly #publisher: SimPeer;
  #missing = 0;
  #endMs = 0;

  constructor(private readonly scenario: Scenario) {
    const { length, pieceLength, seed = 1 } = scenario;
    const { slots = defaultSlots, readyBlocks = defaultReadyBlocks } = scenario;
    const random = seededRandom(seed);
    const clock = this.#clock;
    this.#world = { clock, random, length, pieceLength, latencyMs, storeMs, slots, readyBlocks };
    this.#tracker = new SimTracker(this.#world);
    this.#publisher = new SimPeer(this.#world, {
      id: 'publisher',
      upload: scenario.publisherUpload,
      role: scenario.plain ? 'seeder' : 'super-seeder',
      onComplete: () => undefined,
    });
  }

  run(): Outcome {
    this.#enter(this.#publisher);
    this.scenario.receivers.forEach((receiver, at) => {
      const { joinsMs = 0, leavesMs } = receiver;
      const stays = leavesMs === undefined;
      if (stays) this.#missing++;
      const peer = new SimPeer(this.#world, {
        id: String(at),
        upload: receiver.upload,
        download: receiver.download,
        role: 'receiver',
        onComplete: () => stays && this.#completed(),
      });
      this.#clock.after(joinsMs, () => this.#enter(peer));
      if (!stays) this.#clock.after(leavesMs, () => this.#exit(peer));
    });
    return this.#finish();
  }

  #finish(): Outcome {
    const { length } = this.scenario;
    const leastMs = 1_000 * leastTime(this.scenario);
    while (this.#missing > 0 && this.#clock.nowMs < patience * leastMs) {
      if (!this.#clock.step()) break;
    }
    const copies = this.#publisher.uplink.sent / length;
    if (this.#missing > 0) return { seconds: undefined, ratio: Infinity, copies };
    return { seconds: this.#endMs / 1_000, ratio: this.#endMs / leastMs, copies };
  }

  #completed(): void {
    this.#missing--;
    this.#endMs = this.#clock.nowMs;
  }

  #enter(peer: SimPeer): void {
    this.#tracker.join(peer);
    this.#tick(peer, 1);
  }

  #exit(peer: SimPeer): void {
    this.#tracker.leave(peer);
    peer.leave();
  }

  #tick(peer: SimPeer, count: number): void {
    this.#clock.after(1_000, () => {
      if (!this.#tracker.has(peer)) return;
      peer.tick(count);
      const { publisherLeavesAfter = Infinity, length } = this.scenario;
      const isEnough = peer.uplink.sent >= publisherLeavesAfter * length;
      if (peer === this.#publisher && isEnough) this.#exit(peer);
      else this.#tick(peer, count + 1);
    });
  }
}

import { Line } from './line';
import type { SimPeer, SimWorld } from './sim-peer';

/** As many as a tracker passes on offers to at an announce. */
const offersAtOnce = 5;
/** Who has so many neighbours asks for no more, and who has so many takes no more. */
const enoughNeighbours = 20;
const mostNeighbours = 40;
const connectMs = 300;

/** Introduces peers to each other. */
export class SimTracker {
  readonly #peers: SimPeer[] = [];
  readonly #isHere = new Set<SimPeer>();

  constructor(private readonly world: SimWorld) {}

  has(peer: SimPeer): boolean {
    return this.#isHere.has(peer);
  }

  join(peer: SimPeer): void {
    this.#peers.push(peer);
    this.#isHere.add(peer);
    this.#announce(peer, 0);
  }

  leave(peer: SimPeer): void {
    this.#peers.splice(this.#peers.indexOf(peer), 1);
    this.#isHere.delete(peer);
  }

  #announce(peer: SimPeer, round: number): void {
    if (!this.has(peer)) return;
    const { clock, random } = this.world;
    if (peer.lines.size < enoughNeighbours) {
      for (const other of this.#pick(peer)) clock.after(connectMs, () => this.#meet(peer, other));
    }
    clock.after(round < 2 ? 4_000 : 5_000 + 5_000 * random(), () =>
      this.#announce(peer, round + 1),
    );
  }

  #pick(peer: SimPeer): Set<SimPeer> {
    const picked = new Set<SimPeer>();
    for (let tries = 0; tries < 4 * offersAtOnce && picked.size < offersAtOnce; tries++) {
      const other = this.#peers[Math.floor(this.world.random() * this.#peers.length)];
      if (other && other !== peer) picked.add(other);
    }
    return picked;
  }

  #meet(peer: SimPeer, other: SimPeer): void {
    if (!this.has(peer) || !this.has(other) || peer.lines.has(other.id)) return;
    if (peer.lines.size >= mostNeighbours || other.lines.size >= mostNeighbours) return;
    Line.connect(peer, other);
  }
}

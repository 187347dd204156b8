import type { KeptLimits } from '../../base/limits';
import type { Observable } from '../../base/observable';
import type { Conditions } from './conditions';
import type { Restraint } from './restraint';
import type { Switches } from './switches';
import { whatToDo, type Situation, type WhatToDo } from './what-to-do';

/** What is remembered of releases between visits, by info hash. */
export interface ReleaseLimits {
  /** Bytes given to peers so far. */
  given(infoHash: string): number;
  addGiven(infoHash: string, bytes: number): void;
  isPaused(infoHash: string): boolean;
  setPaused(infoHash: string, paused: boolean): void;
}

/** Where limits come from. */
export interface LimitPorts {
  readonly limits: Observable<KeptLimits>;
  readonly conditions: Observable<Conditions> & { override(): void };
  readonly releases: ReleaseLimits;
}

/** How far a release is; reported again and again. */
export interface Progress extends Pick<Situation, 'complete' | 'size' | 'withPeers'> {
  /** Bytes given to peers since the release was joined. */
  readonly toPeersBytes: number;
}

interface Command extends WhatToDo {
  readonly mostPeers: number;
}

const nothingYet: Progress = {
  complete: false,
  size: 0,
  withPeers: true,
  toPeersBytes: 0,
};

/** Has what works on one release do what limits, device and person allow, and no more. */
export class Regulator {
  readonly #attached = new Set<Switches>();
  readonly #unsubscribe: readonly (() => void)[];
  #progress = nothingYet;
  #applied: Command;

  /** `onChange` is called when the restraint may have changed by itself. */
  constructor(
    private readonly ports: LimitPorts,
    private readonly infoHash: string,
    onChange: () => void,
  ) {
    this.#applied = this.#decide();
    const changed = (): void => {
      this.#apply();
      onChange();
    };
    this.#unsubscribe = [ports.limits.subscribe(changed), ports.conditions.subscribe(changed)];
  }

  get restraint(): Restraint {
    const { notes } = this.#applied;
    return { paused: notes.includes('paused'), notes };
  }

  pause(): void {
    this.ports.releases.setPaused(this.infoHash, true);
    this.#apply();
  }

  resume(): void {
    this.ports.releases.setPaused(this.infoHash, false);
    this.#apply();
  }

  /** Gives in spite of data-saver and battery, for this visit and for all releases. */
  giveAnyway(): void {
    this.ports.conditions.override();
  }

  /** Takes a swarm or the like under control from now on; returns the function that lets go of it. */
  attach(switches: Switches): () => void {
    this.#attached.add(switches);
    this.#command(switches);
    return () => void this.#attached.delete(switches);
  }

  report(progress: Progress): void {
    // A count that went back is that of another swarm, which started from nothing.
    const before = this.#progress.toPeersBytes;
    const more = progress.toPeersBytes - (progress.toPeersBytes < before ? 0 : before);
    if (more > 0) this.ports.releases.addGiven(this.infoHash, more);
    this.#progress = progress;
    this.#apply();
  }

  /** Commands nothing any more. */
  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#attached.clear();
  }

  #decide(): Command {
    const { conditions, releases } = this.ports;
    const { limits } = this.ports.limits.state;
    const toDo = whatToDo(limits, {
      ...this.#progress,
      ...conditions.state,
      givenBytes: releases.given(this.infoHash),
      pausedByPerson: releases.isPaused(this.infoHash),
    });
    return { ...toDo, mostPeers: limits.mostPeers };
  }

  #apply(): void {
    const before = this.#applied;
    const now = (this.#applied = this.#decide());
    const same =
      now.asking === before.asking &&
      now.giving === before.giving &&
      now.mostPeers === before.mostPeers;
    if (!same) for (const switches of this.#attached) this.#command(switches);
  }

  #command(switches: Switches): void {
    const { asking, giving, mostPeers } = this.#applied;
    switches.setMostPeers?.(mostPeers);
    switches.setAsking?.(asking);
    switches.setGiving?.(giving);
  }
}

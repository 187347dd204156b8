import type { PieceRecords } from '../pieces/piece-records.browser';
import type { ReleaseRecord } from '../pieces/release-record';
import type { ReleaseRecords } from '../pieces/release-records.browser';
import { describeItem } from './describe-item';
import { byTime, isOnShelf, keptRelease, type KeptRelease } from './kept-release';
import type { ShelfJob } from './live-state';
import type { ReleasesMemory } from './releases-memory.browser';
import type { RunningJobs } from './running-jobs';
import type { ShelfItem } from './shelf-state';

export interface HeldReleasesPorts {
  readonly loopbackAllowed: boolean;
  readonly records: Pick<ReleaseRecords, 'all'>;
  readonly pieces: (infoHash: string) => Pick<PieceRecords, 'held'>;
  readonly releases: Pick<ReleasesMemory, 'given' | 'isPaused'>;
  readonly jobs: Pick<RunningJobs<ShelfJob>, 'of'>;
}

/** The releases that are stored here: looked up when asked for, and as the jobs of this tab have them now. */
export class HeldReleases {
  #kept: ReadonlyMap<string, KeptRelease> | undefined;
  /** Counts what was looked up: an earlier answer may come later. */
  #turn = 0;

  constructor(private readonly ports: HeldReleasesPorts) {}

  /** The latest first; `undefined` until they have been looked up. */
  get items(): readonly ShelfItem[] | undefined {
    return this.#kept && [...this.#kept.values()].map((kept) => this.#describe(kept));
  }

  /** Jobs that were told to do something; or else whichever there are. */
  jobsOf(infoHash: string): readonly ShelfJob[] {
    const jobs = this.ports.jobs.of(infoHash);
    const atWork = jobs.filter(({ state }) => !['choosing', 'failed'].includes(state.stage));
    return atWork.length > 0 ? atWork : jobs;
  }

  /** Looks them up anew. False: somebody else did, since. Throws what storage does. */
  async lookUp(): Promise<boolean> {
    const turn = ++this.#turn;
    const records = await this.ports.records.all();
    const kept = await Promise.all(records.map((record) => this.#find(record)));
    if (turn !== this.#turn) return false;
    const shown = kept.filter(isOnShelf).sort(byTime);
    this.#kept = new Map(shown.map((release) => [release.infoHash, release]));
    return true;
  }

  drop(infoHash: string): void {
    this.#turn++;
    this.#kept &&= new Map([...this.#kept].filter(([other]) => other !== infoHash));
  }

  async #find(record: ReleaseRecord): Promise<KeptRelease> {
    const held = await this.ports.pieces(record.infoHash).held();
    return keptRelease(record, held, this.ports);
  }

  #describe(kept: KeptRelease): ShelfItem {
    const { infoHash } = kept;
    const { releases } = this.ports;
    return describeItem(kept, this.jobsOf(infoHash)[0]?.state, {
      givenBytes: releases.given(infoHash),
      paused: releases.isPaused(infoHash),
    });
  }
}

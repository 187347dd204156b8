import { Observable } from '../base/observable';
import { type ProblemCode, toProblem } from '../base/problem';
import type { PieceRecords } from '../pieces/piece-records.browser';
import type { ReleaseRecords } from '../pieces/release-records.browser';
import { describePublished } from './describe-item';
import { HeldReleases } from './held-releases.browser';
import type { ShelfJob, ShelfPublishJob } from './live-state';
import { notePieces } from './note-pieces.browser';
import type { ReleasesMemory } from './releases-memory.browser';
import { removeRelease } from './remove-release.browser';
import type { Removals } from './removals.browser';
import type { RunningJobs } from './running-jobs';
import type { Removal, Room, ShelfState } from './shelf-state';

export interface ShelfPorts {
  readonly loopbackAllowed: boolean;
  readonly records: ReleaseRecords;
  readonly pieces: (infoHash: string) => PieceRecords;
  readonly releases: Pick<ReleasesMemory, 'given' | 'isPaused' | 'setPaused' | 'forget'>;
  readonly jobs: RunningJobs<ShelfJob>;
  readonly publishJob: ShelfPublishJob;
  readonly removals: Pick<Removals, 'tell' | 'onTold'>;
  readonly measureRoom: () => Promise<Room | undefined>;
}

/** How often room is measured while the shelf is shown. */
const measureEveryMs = 5_000;
/** How long the browser is given to free what was removed, before the page stops waiting for it. */
const freeingMs = 10_000;
const freeingPollMs = 250;

/** Everything that this browser holds or seeds, and what can be done with it. */
export class Shelf extends Observable<ShelfState> {
  readonly #held: HeldReleases;
  /** Runs while the page is shown. */
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly ports: ShelfPorts) {
    super({ items: undefined, room: undefined, removal: undefined, problem: undefined });
    this.#held = new HeldReleases(ports);
    notePieces(ports.jobs, ports.records, () => this.#refresh());
    ports.publishJob.subscribe(() => this.#refresh());
    ports.removals.onTold((infoHash) => this.#removedElsewhere(infoHash));
  }

  /** To be told whenever the page comes or goes. Seeds what the person agreed to share and did not pause. */
  show(shown: boolean): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (!shown) return;
    this.#timer = setInterval(() => void this.#measure(), measureEveryMs);
    this.set({ ...this.state, removal: undefined, problem: undefined });
    void this.#measure();
    void this.#load();
  }

  /** Neither asks for pieces nor gives any. Remembered for later visits. */
  pause(infoHash: string): void {
    const { publishJob, releases } = this.ports;
    releases.setPaused(infoHash, true);
    for (const job of this.#held.jobsOf(infoHash)) job.pause();
    if (isPublished(publishJob, infoHash)) publishJob.pause();
    this.#refresh();
  }

  resume(infoHash: string): void {
    const { publishJob, releases } = this.ports;
    releases.setPaused(infoHash, false);
    for (const job of this.#held.jobsOf(infoHash)) job.resume();
    if (isPublished(publishJob, infoHash)) publishJob.resume();
    this.#start();
    this.#refresh();
  }

  /** Leaves the swarm; the bytes stay. The person is asked again before it goes on. */
  stop(infoHash: string): void {
    for (const job of this.ports.jobs.of(infoHash)) job.stop();
    this.ports.records.changeKnown(infoHash, { agreed: undefined }).then(
      () => this.#load(),
      (error: unknown) => this.#failed(error),
    );
  }

  /** Called within a click. */
  save(infoHash: string): void {
    const jobs = this.ports.jobs.of(infoHash);
    jobs.find(({ state }) => state.file !== undefined)?.save();
  }

  /** Frees the space of a release. Ends what is done with it, here and in other tabs. */
  remove(infoHash: string): void {
    if (this.state.removal?.outcome === 'removing') return;
    const item = this.#held.items?.find((known) => known.infoHash === infoHash);
    const bytes = item?.heldBytes ?? 0;
    this.#remove({ infoHash, name: item?.name, bytes, outcome: 'removing' }).catch(
      (error: unknown) => {
        this.set({ ...this.state, removal: undefined });
        this.#failed(error);
      },
    );
  }

  async #remove(removal: Removal): Promise<void> {
    this.set({ ...this.state, removal, problem: undefined });
    const before = (await this.ports.measureRoom())?.used ?? 0;
    await removeRelease(removal.infoHash, this.ports);
    this.#drop(removal.infoHash);
    this.set({ ...this.state, removal: { ...removal, outcome: 'freeing' } });
    const outcome = (await this.#isFreed(before - removal.bytes / 2)) ? 'freed' : 'later';
    if (this.state.removal?.infoHash === removal.infoHash)
      this.set({ ...this.state, removal: { ...removal, outcome } });
  }

  /** Resolves when no more than `most` bytes are used, or the browser took too long: `false`. */
  async #isFreed(most: number): Promise<boolean> {
    for (let waitedMs = 0; waitedMs < freeingMs; waitedMs += freeingPollMs) {
      await this.#measure();
      if ((this.state.room?.used ?? 0) <= most) return true;
      await new Promise((resolve) => setTimeout(resolve, freeingPollMs));
    }
    return false;
  }

  #removedElsewhere(infoHash: string): void {
    this.ports.releases.forget(infoHash);
    this.ports.jobs.end(infoHash);
    this.#drop(infoHash);
    if (this.#timer !== undefined) void this.#measure();
  }

  #drop(infoHash: string): void {
    this.#held.drop(infoHash);
    this.#refresh();
  }

  async #load(): Promise<void> {
    try {
      if (!(await this.#held.lookUp())) return;
      this.#start();
      this.#refresh();
    } catch (error) {
      this.#failed(error, 'pieces/unavailable');
    }
  }

  async #measure(): Promise<void> {
    const room = await this.ports.measureRoom();
    this.set({ ...this.state, room });
  }

  /** Their verdicts are earned again, too. */
  #start(): void {
    if (this.#timer === undefined) return;
    for (const { phase, page } of this.#held.items ?? [])
      if (phase === 'waiting' && page !== undefined) this.ports.jobs.open(page);
  }

  #refresh(): void {
    const held = this.#held.items;
    if (this.#timer === undefined || held === undefined) return;
    const { publishJob, releases } = this.ports;
    const { state } = publishJob;
    const given = state.stage === 'published' ? releases.given(state.published.infoHash) : 0;
    const published = describePublished(state, given);
    this.set({ ...this.state, items: published === undefined ? held : [published, ...held] });
  }

  #failed(error: unknown, code: ProblemCode = 'shelf/change-failed'): void {
    const problem = toProblem(error, code);
    this.set({ ...this.state, items: this.state.items ?? [], problem });
  }
}

function isPublished({ state }: ShelfPublishJob, infoHash: string): boolean {
  return state.stage === 'published' && state.published.infoHash === infoHash;
}

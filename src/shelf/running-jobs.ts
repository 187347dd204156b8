import { Observable } from '../base/observable';
import { identifyLink } from './identify-link';

/** A job of this tab, and the release that it is about. */
export interface RunningJob<Job> {
  /** Absent when its link can't be read. */
  readonly infoHash: string | undefined;
  readonly job: Job;
  /** Lets go of what follows the job. */
  readonly letGo: () => void;
}

export interface RunningJobsOptions<Job> {
  readonly loopbackAllowed: boolean;
  /** Starts a job, and has it followed until `letGo`. */
  readonly start: (link: string) => Pick<RunningJob<Job>, 'job' | 'letGo'>;
}

/** The jobs of this tab: one for each share link, which goes on while another page is shown. */
export class RunningJobs<Job extends { end(): void }> extends Observable<
  readonly RunningJob<Job>[]
> {
  readonly #byKey = new Map<string, RunningJob<Job>>();

  constructor(private readonly options: RunningJobsOptions<Job>) {
    super([]);
  }

  /** The job for a fragment; starts it when there is none. */
  open(fragment: string): Job {
    const { key, link } = identifyLink(fragment, this.options);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known.job;
    const started = { infoHash: link?.infoHash, ...this.options.start(fragment) };
    this.#byKey.set(key, started);
    this.set([...this.#byKey.values()]);
    return started.job;
  }

  /** Links that differ may name the same release. */
  of(infoHash: string): readonly Job[] {
    return this.state.filter((running) => running.infoHash === infoHash).map(({ job }) => job);
  }

  /** Ends every job for a release, and keeps nothing of them. */
  end(infoHash: string): void {
    const ended = [...this.#byKey].filter(([, running]) => running.infoHash === infoHash);
    if (ended.length === 0) return;
    for (const [key, { job, letGo }] of ended) {
      this.#byKey.delete(key);
      letGo();
      job.end();
    }
    this.set([...this.#byKey.values()]);
  }
}

import type { ReleaseRecords } from '../pieces/release-records.browser';
import type { ShelfJob } from './live-state';
import type { RunningJobs } from './running-jobs';

/**
 * Has the records say that there were pieces of a release, once a job has some; and calls `onChange`
 * whenever a job, or which jobs there are, has changed.
 */
export function notePieces(
  jobs: RunningJobs<ShelfJob>,
  records: Pick<ReleaseRecords, 'changeKnown'>,
  onChange: () => void,
): void {
  const followed = new WeakSet<ShelfJob>();
  const noted = new WeakSet<ShelfJob>();
  const changed = (job: ShelfJob, infoHash: string): void => {
    const haveBytes = job.state.transfer?.haveBytes ?? 0;
    if (haveBytes > 0 && !noted.has(job)) {
      noted.add(job);
      // Without the hint the page can't say later that they are gone; that is all.
      records.changeKnown(infoHash, { hadPieces: true }).catch(() => undefined);
    }
    onChange();
  };
  jobs.subscribe(() => {
    for (const { job, infoHash } of jobs.state) {
      if (infoHash === undefined || followed.has(job)) continue;
      followed.add(job);
      job.subscribe(() => changed(job, infoHash));
    }
    onChange();
  });
}

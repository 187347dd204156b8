import { describe, expect, it } from 'vitest';
import { RunningJobs } from '../../src/shelf/running-jobs';

const infoHash = 'a'.repeat(40);
const other = 'b'.repeat(40);
const magnet = `magnet:?xt=urn:btih:${infoHash}`;

class Job {
  ended = 0;
  followed = true;
  constructor(readonly link: string) {}
  end(): void {
    this.ended++;
  }
}

const newJobs = () =>
  new RunningJobs({
    loopbackAllowed: false,
    start: (link) => {
      const job = new Job(link);
      return { job, letGo: () => void (job.followed = false) };
    },
  });

describe('RunningJobs', () => {
  it('has one job for a link, however it is written', () => {
    const jobs = newJobs();
    const job = jobs.open(magnet);
    expect(jobs.open(magnet)).toBe(job);
    expect(jobs.open(`#${magnet}&x.more=総和`)).toBe(job);
    expect(jobs.open(magnet.toUpperCase().replace('XT=URN:BTIH', 'xt=urn:btih'))).toBe(job);
    expect(job.link).toBe(magnet);
    expect(jobs.state).toHaveLength(1);
  });

  it('has another one for a link that says something else of the release', () => {
    const jobs = newJobs();
    const named = jobs.open(`${magnet}&dn=f.iso`);
    expect(jobs.open(magnet)).not.toBe(named);
    expect(jobs.of(infoHash)).toHaveLength(2);
    expect(jobs.of(other)).toEqual([]);
  });

  it.each(['', '総和', 'magnet:?', 'a'.repeat(100_000)])(
    'has a job for what is no link, which says so: %.20s',
    (link) => {
      const jobs = newJobs();
      expect(jobs.open(link)).toBe(jobs.open(link));
      expect(jobs.state[0]?.infoHash).toBeUndefined();
      jobs.end(infoHash);
      expect(jobs.state).toHaveLength(1);
    },
  );

  it('ends all of a release, and begins anew', () => {
    const jobs = newJobs();
    const ours = [jobs.open(magnet), jobs.open(`${magnet}&dn=f.iso`)];
    const theirs = jobs.open(`magnet:?xt=urn:btih:${other}`);
    let told = 0;
    jobs.subscribe(() => told++);
    jobs.end(infoHash);
    expect(ours.map(({ ended, followed }) => [ended, followed])).toEqual([
      [1, false],
      [1, false],
    ]);
    expect([theirs.ended, theirs.followed]).toEqual([0, true]);
    jobs.end(infoHash);
    expect(told).toBe(1);
    expect(ours).not.toContain(jobs.open(magnet));
  });
});

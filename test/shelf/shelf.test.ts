import { beforeEach, describe, expect, it } from 'vitest';
import { Observable } from '../../src/base/observable';
import type { PieceRecords } from '../../src/pieces/piece-records.browser';
import {
  blankRecord,
  type ReleaseChange,
  type ReleaseRecord,
} from '../../src/pieces/release-record';
import type { ReleaseRecords } from '../../src/pieces/release-records.browser';
import type { LiveState, PublishedState, ShelfJob } from '../../src/shelf/live-state';
import { RunningJobs } from '../../src/shelf/running-jobs';
import { Shelf } from '../../src/shelf/shelf.browser';
import { noTransfer } from '../../src/swarm/transfer';
import { waitFor } from '../support/wait-for';

const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];
const linkOf = (infoHash: string): string =>
  `magnet:?xt=urn:btih:${infoHash}&dn=f.iso&xl=20000&x.pl=16384`;

class FakeJob extends Observable<LiveState> implements ShelfJob {
  readonly done: string[] = [];
  constructor(readonly link: string) {
    super({ stage: 'reading-link' });
  }
  show(state: LiveState): void {
    this.set(state);
  }
  pause = (): void => void this.done.push('pause');
  resume = (): void => void this.done.push('resume');
  stop = (): void => void this.done.push('stop');
  save = (): void => void this.done.push('save');
  end = (): void => void this.done.push('end');
}

class FakePublishJob extends Observable<PublishedState> {
  constructor() {
    super({ stage: 'choosing' });
  }
  pause = (): void => undefined;
  resume = (): void => undefined;
}

let records: Map<string, ReleaseRecord>;
let pieces: Map<string, number[]>;
let paused: Set<string>;
let failing: Error | undefined;
let toldElsewhere: (infoHash: string) => void;
let jobs: RunningJobs<FakeJob>;
let shelf: Shelf;

const unlessFailing = <T>(value: () => T): Promise<T> =>
  failing === undefined ? Promise.resolve(value()) : Promise.reject(failing);

const fakeRecords: ReleaseRecords = {
  get: (infoHash) => unlessFailing(() => records.get(infoHash)),
  all: () => unlessFailing(() => [...records.values()]),
  change: (infoHash, change) => fakeRecords.changeKnown(infoHash, change),
  changeKnown: (infoHash: string, change: ReleaseChange) =>
    unlessFailing(() => {
      const record = records.get(infoHash);
      if (record !== undefined) records.set(infoHash, { ...record, ...change });
    }),
  delete: (infoHash) => unlessFailing(() => void records.delete(infoHash)),
};

function hold(infoHash: string, held: number[], change: ReleaseChange = {}): void {
  const agreed = { mode: 'swarm', addresses: [] } as const;
  records.set(infoHash, { ...blankRecord(infoHash), link: linkOf(infoHash), agreed, ...change });
  pieces.set(infoHash, held);
}

const states = (): string[] | undefined =>
  shelf.state.items?.map(({ infoHash, state, phase }) => `${infoHash[0] ?? ''} ${state} ${phase}`);

async function shows(expected: readonly string[]): Promise<void> {
  await waitFor(expected.join(), 5_000, () =>
    Promise.resolve(JSON.stringify(states()) === JSON.stringify(expected)),
  ).catch(() => expect(states()).toEqual(expected));
}

beforeEach(() => {
  records = new Map();
  pieces = new Map();
  paused = new Set();
  failing = undefined;
  jobs = new RunningJobs({
    loopbackAllowed: false,
    start: (link) => ({ job: new FakeJob(link), letGo: () => undefined }),
  });
  shelf = new Shelf({
    loopbackAllowed: false,
    records: fakeRecords,
    pieces: (infoHash) =>
      ({
        held: () => Promise.resolve(pieces.get(infoHash) ?? []),
        clear: () => Promise.resolve(void pieces.delete(infoHash)),
      }) as Partial<PieceRecords> as PieceRecords,
    releases: {
      given: (infoHash) => (infoHash === a ? 10_000 : 0),
      isPaused: (infoHash) => paused.has(infoHash),
      setPaused: (infoHash, on) => {
        if (on) paused.add(infoHash);
        else paused.delete(infoHash);
      },
      forget: (infoHash) => void paused.delete(infoHash),
    },
    jobs,
    publishJob: new FakePublishJob(),
    removals: { tell: () => undefined, onTold: (listener) => void (toldElsewhere = listener) },
    measureRoom: () => Promise.resolve({ used: 5, left: 10 }),
  });
  return () => shelf.show(false);
});

describe('Shelf', () => {
  it('is empty', async () => {
    shelf.show(true);
    await shows([]);
  });

  it('starts what the person agreed to and did not pause', async () => {
    hold(a, [0, 1]);
    hold(b, [0]);
    hold(c, [0], { agreed: undefined });
    paused.add(b);
    shelf.show(true);
    await shows(['a seeding starting', 'b paused paused', 'c stopped left']);
    expect(jobs.state.map(({ infoHash }) => infoHash)).toEqual([a]);
    expect(shelf.state.items?.[0]).toMatchObject({ heldBytes: 20_000, givenBytes: 10_000 });

    shelf.resume(b);
    await shows(['a seeding starting', 'b seeding starting', 'c stopped left']);
    shelf.pause(b);
    expect(paused.has(b)).toBe(true);
    expect(jobs.of(b)[0]?.done).toEqual(['pause']);
  });

  it('starts nothing while another page is shown', async () => {
    hold(a, [0]);
    shelf.show(true);
    shelf.show(false);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(jobs.state).toEqual([]);
  });

  it('does not fetch again what the browser or a verdict took away', async () => {
    hold(a, [], { hadPieces: true });
    hold(b, [0], { withheld: true });
    shelf.show(true);
    await shows(['a stopped evicted', 'b stopped withheld']);
    expect(jobs.state).toEqual([]);
  });

  it('remembers that there were pieces, as soon as there are', async () => {
    hold(a, []);
    const job = jobs.open(linkOf(a));
    job.show({ stage: 'receiving', transfer: noTransfer });
    await Promise.resolve();
    expect(records.get(a)?.hadPieces).toBe(false);
    job.show({ stage: 'receiving', transfer: { ...noTransfer, haveBytes: 1 } });
    await waitFor('the hint', 5_000, () => Promise.resolve(records.get(a)?.hadPieces));
  });

  it('saves only through an open gate', async () => {
    hold(a, [0, 1]);
    shelf.show(true);
    await shows(['a seeding starting']);
    shelf.save(a);
    expect(jobs.of(a)[0]?.done).toEqual([]);
    jobs.of(a)[0]?.show({ stage: 'ready', file: {} });
    shelf.save(a);
    expect(jobs.of(a)[0]?.done).toEqual(['save']);
  });

  it('stops sharing, and does not start again by itself', async () => {
    hold(a, [0, 1]);
    shelf.show(true);
    await shows(['a seeding starting']);
    const [job] = jobs.of(a);
    shelf.stop(a);
    expect(job?.done).toEqual(['stop']);
    job?.show({ stage: 'choosing' });
    await shows(['a stopped left']);
    await waitFor('the record', 5_000, () => Promise.resolve(records.get(a)?.agreed === undefined));
  });

  it('removes one, and leaves the others alone', async () => {
    hold(a, [0, 1]);
    hold(b, [0]);
    paused.add(a).add(b);
    shelf.show(true);
    await shows(['a paused paused', 'b paused paused']);
    shelf.remove(a);
    shelf.remove(b);
    await shows(['b paused paused']);
    expect([...records.keys(), ...pieces.keys(), ...paused]).toEqual([b, b, b]);
    expect(shelf.state.removal).toMatchObject({ infoHash: a, name: 'f.iso', bytes: 20_000 });
    shelf.show(true);
    await shows(['b paused paused']);
  });

  it('lets go of what another tab removed', async () => {
    hold(a, [0]);
    shelf.show(true);
    await shows(['a seeding starting']);
    const [job] = jobs.of(a);
    records.delete(a);
    toldElsewhere(a);
    await shows([]);
    expect(job?.done).toEqual(['end']);
    expect(jobs.state).toEqual([]);
  });

  it('says that nothing can be stored, and that something could not be removed', async () => {
    failing = new Error('no');
    shelf.show(true);
    await waitFor('a problem', 5_000, () => Promise.resolve(shelf.state.problem));
    expect(shelf.state).toMatchObject({ items: [], problem: { code: 'pieces/unavailable' } });

    failing = undefined;
    hold(a, [0]);
    shelf.show(true);
    await shows(['a seeding starting']);
    expect(shelf.state.problem).toBeUndefined();
    failing = new Error('no');
    shelf.remove(a);
    await waitFor('a problem', 5_000, () => Promise.resolve(shelf.state.problem));
    expect(shelf.state.problem?.code).toBe('shelf/change-failed');
    expect(shelf.state.removal).toBeUndefined();
  });
});

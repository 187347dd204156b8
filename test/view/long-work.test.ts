import { beforeEach, describe, expect, it } from 'vitest';
import { Observable } from '../../src/base/observable';
import { LongWork } from '../../src/view/long-work';
import type { NoticeWords } from '../../src/view/notice-words';
import type { Work } from '../../src/view/work';
import { work } from './works';

class Job extends Observable<Work> {
  constructor() {
    super(work('not-started'));
  }
  becomes(state: Work): void {
    this.set(state);
  }
}

/** Everything that is told to the browser, as it came. */
let titles: string[];
let icons: (string | undefined)[];
let asks: boolean;
let notices: NoticeWords[];
let screenOn: boolean;
let nowMs: number;
let longWork: LongWork;
let job: Job;

beforeEach(() => {
  [titles, icons, asks, notices, screenOn, nowMs] = [[], [], false, [], false, 0];
  longWork = new LongWork({
    siteName: 'Samesum',
    tab: {
      setTitle: (title) => titles.push(title),
      setIcon: (icon) => icons.push(icon),
      askBeforeClosing: (ask) => (asks = ask),
    },
    notices: { tell: (words) => notices.push(words) },
    screenLock: { keepOn: (on) => (screenOn = on) },
    now: () => nowMs,
  });
  job = added();
  longWork.show('receive', job);
});

function added(): Job {
  const another = new Job();
  longWork.follow(another, (state) => state);
  return another;
}

const receiving = (percent: number): Work => work('receiving', { percent });

describe('LongWork', () => {
  it('shows another phase at once, and figures once a second', () => {
    job.becomes(receiving(0));
    for (let percent = 1; percent <= 50; percent++) {
      nowMs += 100;
      job.becomes(receiving(percent));
    }
    job.becomes(work('matches'));
    expect(titles.slice(-7)).toEqual([
      '0 % · ubuntu.iso · Samesum',
      ...[10, 20, 30, 40, 50].map((percent) => `${percent} % · ubuntu.iso · Samesum`),
      '✓ ubuntu.iso · Samesum',
    ]);
  });

  it('tells the browser nothing that it knows already', () => {
    job.becomes(receiving(1));
    const before = [titles.length, icons.length];
    for (nowMs = 0; nowMs < 10_000; nowMs += 1_000) job.becomes(receiving(1));
    expect([titles.length, icons.length]).toEqual(before);
  });

  it('asks before closing for as long as something would be lost', () => {
    job.becomes(work('matches', { loss: 'only-copy' }));
    expect(asks).toBe(true);
    const saves = added();
    saves.becomes(work('saving', { loss: 'saving' }));
    job.becomes(work('matches'));
    expect(asks).toBe(true);
    saves.becomes(work('saved'));
    expect(asks).toBe(false);
  });

  it('tells each end once', () => {
    job.becomes(receiving(1));
    expect(notices).toEqual([]);
    job.becomes(work('matches'));
    job.becomes(work('matches', { loss: 'only-copy' }));
    expect(notices.map(({ title }) => title)).toEqual(['It matches']);
  });

  it('lets the screen go off when the last work ends', () => {
    const other = added();
    job.becomes(receiving(1));
    other.becomes(receiving(1));
    screenOn = true;
    job.becomes(work('matches'));
    expect(screenOn).toBe(true);
    other.becomes(work('paused'));
    expect(screenOn).toBe(false);
  });

  it('keeps the screen on for giving only when that was asked for while giving', () => {
    job.becomes(work('publishing'));
    screenOn = true;
    job.becomes(work('giving'));
    expect(screenOn).toBe(false);
    screenOn = true;
    job.becomes(work('giving', { loss: 'only-copy' }));
    expect(screenOn).toBe(true);
    job.becomes(work('not-giving'));
    expect(screenOn).toBe(false);
  });

  it('tells in the title what ended behind another page, until it was seen', () => {
    job.becomes(receiving(1));
    longWork.show('settings', undefined);
    expect(titles.at(-1)).toBe('1 % · ubuntu.iso · Samesum');
    job.becomes(work('stuck'));
    expect(titles.at(-1)).toBe('Cannot go on · ubuntu.iso · Samesum');
    longWork.show('receive', job);
    longWork.show('settings', undefined);
    expect(titles.at(-1)).toBe('Settings · Samesum');
    expect(icons.at(-1)).toBeUndefined();
  });
});

import type { Observable } from '../base/observable';
import type { Route } from '../base/parse-route';
import type { Tab } from './browser-tab';
import { leadingWork } from './leading-work';
import { noticeWords, type NoticeWords } from './notice-words';
import { tabIcon } from './tab-icon';
import { tabTitle } from './tab-title';
import { isUnderWay, type Work } from './work';

export interface LongWorkPorts {
  readonly siteName: string;
  readonly tab: Tab;
  /** Tells somebody who is away, if they asked for it. */
  readonly notices: { tell(words: NoticeWords): void };
  readonly screenLock: { keepOn(on: boolean): void };
  /** Milliseconds, from any start. */
  readonly now?: () => number;
}

interface Entry {
  readonly job: object;
  work: Work;
  seen: boolean;
}

/** Figures change at most this often; another phase is shown at once. */
const figuresEveryMs = 1_000;

/**
 * Shows what the page's jobs are doing to somebody who looks elsewhere: title and icon of the tab, a notice
 * at the end, a question before the tab is closed; lets the screen go off when work ends.
 */
export class LongWork {
  readonly #entries: Entry[] = [];
  readonly #now: () => number;
  #page: Route['page'] = 'home';
  #shownJob: object | undefined;
  #refreshedMs = -Infinity;
  #title: string | undefined;
  #icon: string | undefined;
  #wasUnderWay = false;

  constructor(private readonly ports: LongWorkPorts) {
    this.#now = ports.now ?? (() => performance.now());
  }

  /** Follows a job from now on, until the function that it returns is called. */
  follow<State>(job: Observable<State>, workOf: (state: State) => Work): () => void {
    const entry: Entry = { job, work: workOf(job.state), seen: false };
    this.#entries.push(entry);
    const unsubscribe = job.subscribe(() => this.#changed(entry, workOf(job.state)));
    this.#refresh();
    return () => {
      unsubscribe();
      const at = this.#entries.indexOf(entry);
      if (at >= 0) this.#entries.splice(at, 1);
      this.#refresh();
    };
  }

  /** Another page is shown, and with it the job that it belongs to. */
  show(page: Route['page'], job: object | undefined): void {
    this.#page = page;
    this.#shownJob = job;
    this.#refresh();
  }

  #changed(entry: Entry, work: Work): void {
    const before = entry.work;
    entry.work = work;
    const words = noticeWords(before, work);
    if (words !== undefined) this.ports.notices.tell(words);
    const moved = !isAlike(before, work);
    if (moved) entry.seen = false;
    // No timer: a hidden tab's are late. While work goes on, the next change is never far.
    if (moved || this.#now() - this.#refreshedMs >= figuresEveryMs) this.#refresh();
  }

  #refresh(): void {
    this.#refreshedMs = this.#now();
    const { tab, siteName } = this.ports;
    const candidates = this.#entries.map((entry) => {
      const shown = entry.job === this.#shownJob;
      entry.seen ||= shown;
      return { work: entry.work, shown, seen: entry.seen };
    });
    const leading = leadingWork(candidates);
    this.#setTitle(tabTitle(leading, { siteName, page: this.#page }));
    this.#setIcon(tabIcon(leading));
    const works = this.#entries.map(({ work }) => work);
    tab.askBeforeClosing(works.some(({ loss }) => loss !== undefined));
    this.#restScreen(works);
  }

  #setTitle(title: string): void {
    if (title !== this.#title) this.ports.tab.setTitle(title);
    this.#title = title;
  }

  #setIcon(icon: string | undefined): void {
    if (icon !== this.#icon) this.ports.tab.setIcon(icon);
    this.#icon = icon;
  }

  /** Giving goes on for as long as the tab is open: the screen stays on for it only if asked anew. */
  #restScreen(works: readonly Work[]): void {
    const underWay = works.some(isUnderWay);
    const gives = works.some(({ phase }) => phase === 'giving');
    if (this.#wasUnderWay ? !underWay : !underWay && !gives) this.ports.screenLock.keepOn(false);
    this.#wasUnderWay = underWay;
  }
}

/** All but the figure. */
function isAlike(a: Work, b: Work): boolean {
  return a.phase === b.phase && a.name === b.name && a.loss === b.loss;
}

import { Observable } from '../base/observable';
import type { NoticeAnswer, NoticeState } from './notice-state';
import { StoredText } from './stored-text.browser';

interface ShownNotice {
  onclick: (() => void) | null;
  close(): void;
}

/** The part of the Notifications API that is used. */
export interface NoticeApi {
  new (title: string, options?: { readonly body: string }): ShownNotice;
  readonly permission: NotificationPermission;
  requestPermission(): Promise<NotificationPermission>;
}

type Stored = Pick<StoredText, 'read' | 'write' | 'onOtherTab'>;

/** Tells a person who looks elsewhere, if they asked for it and the browser lets the page. */
export class Notices extends Observable<NoticeState> {
  /** Counts what was asked for: a browser may take its time to answer. */
  #turn = 0;

  constructor(
    private readonly api = (globalThis as { readonly Notification?: NoticeApi }).Notification,
    private readonly stored: Stored = new StoredText('samesum.notices'),
    private readonly page: { readonly hidden: boolean } = document,
  ) {
    super({ supported: api !== undefined, wanted: isKept(api, stored), answer: undefined });
    stored.onOtherTab(() =>
      this.set({ ...this.state, wanted: isKept(api, stored), answer: undefined }),
    );
  }

  /** To be called within the click that asks for it: browsers ask their own question only then. */
  want(on: boolean): void {
    const turn = ++this.#turn;
    // Kept also where the browser says no: its settings may change.
    this.stored.write(on ? 'on' : '');
    if (on) void this.#ask().then((answer) => this.#take(answer, turn));
    else this.set({ ...this.state, wanted: false, answer: undefined });
  }

  /** Shows it, unless the page is in view or nobody asked for it. */
  tell({ title, body }: { readonly title: string; readonly body: string }): void {
    if (this.api === undefined || !this.state.wanted || !this.page.hidden) return;
    if (this.api.permission !== 'granted') return;
    try {
      const notice = new this.api(title, { body });
      notice.onclick = (): void => {
        window.focus();
        notice.close();
      };
    } catch {
      this.#take('impossible', this.#turn);
    }
  }

  async #ask(): Promise<NoticeAnswer> {
    const { api } = this;
    if (api === undefined || !isMakeable(api)) return 'impossible';
    if (api.permission === 'granted') return 'granted';
    const permission = await api.requestPermission().catch(() => 'denied' as const);
    return permission === 'default' ? 'dismissed' : permission;
  }

  #take(answer: NoticeAnswer, turn: number): void {
    if (turn !== this.#turn) return;
    this.set({ ...this.state, wanted: answer === 'granted', answer });
  }
}

function isKept(api: NoticeApi | undefined, stored: Stored): boolean {
  return api?.permission === 'granted' && stored.read() === 'on';
}

/**
 * Chromium on Android has the constructor, asks its question, and then throws at every use:
 * https://crbug.com/481856. Without permission a notification is made and not shown, so trying is free.
 */
function isMakeable(api: NoticeApi): boolean {
  if (api.permission === 'granted') return true;
  try {
    new api('');
    return true;
  } catch {
    return false;
  }
}

import { Observable } from '../base/observable';
import type { ScreenState } from './screen-state';

interface Lock extends EventTarget {
  release(): Promise<void>;
}

/** The part of the Screen Wake Lock API that is used; some browsers lack it. */
export interface ScreenDevice {
  readonly wakeLock?: { request(type: 'screen'): Promise<Lock> };
}

/** A document, as far as it is seen. */
export type Seen = EventTarget & { readonly hidden: boolean };

/** Keeps the screen on while a person wants it, for this visit. */
export class ScreenLock extends Observable<ScreenState> {
  #lock: Lock | undefined;
  /** Counts what was asked for: a browser may answer late. */
  #turn = 0;

  constructor(
    private readonly device: ScreenDevice = navigator,
    private readonly page: Seen = document,
  ) {
    super(device.wakeLock === undefined ? 'unsupported' : 'off');
    page.addEventListener('visibilitychange', () => this.#seen());
  }

  keepOn(on: boolean): void {
    if (this.state === 'unsupported') return;
    const next = on ? 'on' : 'off';
    if (next === this.state) return;
    this.set(next);
    this.#letGo();
    if (on) void this.#acquire();
  }

  /** The browser lets go of it whenever the page is out of view. */
  #seen(): void {
    if (this.state === 'on' && !this.page.hidden && this.#lock === undefined) void this.#acquire();
  }

  async #acquire(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const lock = await this.device.wakeLock?.request('screen');
      if (turn === this.#turn) this.#hold(lock);
      else await lock?.release();
    } catch {
      // Out of view it is refused always, and asked for again afterwards.
      if (turn === this.#turn && !this.page.hidden) this.#refused();
    }
  }

  #hold(lock: Lock | undefined): void {
    this.#lock = lock;
    lock?.addEventListener('release', () => {
      if (lock !== this.#lock) return;
      this.#lock = undefined;
      if (!this.page.hidden) this.#refused();
    });
  }

  #refused(): void {
    this.#letGo();
    this.set('refused');
  }

  #letGo(): void {
    this.#turn++;
    const lock = this.#lock;
    this.#lock = undefined;
    lock?.release().catch(() => undefined);
  }
}

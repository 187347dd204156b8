import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Observable } from '../base/observable';

/**
 * An update waits for the next frame, but no longer than this: a hidden tab gets no frames, and its
 * page (and whoever drives it) should still be up to date.
 */
const longestWaitMs = 250;

/**
 * Updates its element when the observed state changes, at most once per frame. `source` is asked
 * again before every update, so the element may be given another observable at any time.
 */
export class Observe<State> implements ReactiveController {
  #observed: Observable<State> | undefined;
  #unsubscribe: (() => void) | undefined;
  #cancelScheduled: (() => void) | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly source: () => Observable<State> | undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#follow(this.source());
  }

  hostUpdate(): void {
    this.#follow(this.source());
  }

  hostDisconnected(): void {
    this.#follow(undefined);
  }

  #follow(observable: Observable<State> | undefined): void {
    if (observable === this.#observed) return;
    this.#unsubscribe?.();
    this.#cancelScheduled?.();
    this.#cancelScheduled = undefined;
    this.#observed = observable;
    this.#unsubscribe = observable?.subscribe(() => this.#schedule());
  }

  #schedule(): void {
    this.#cancelScheduled ??= atNextFrame(() => {
      this.#cancelScheduled = undefined;
      this.host.requestUpdate();
    });
  }
}

/** Calls `update` once, with the next frame or after `longestWaitMs`; returns what cancels it. */
function atNextFrame(update: () => void): () => void {
  const cancel = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const run = (): void => {
    cancel();
    update();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, longestWaitMs);
  return cancel;
}

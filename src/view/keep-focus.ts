import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * When an update removes the control that has the focus (a stage ended), moves the focus to the
 * page's heading: otherwise keyboards and screen readers start again at the top of the document.
 */
export class KeepFocus implements ReactiveController {
  #hadFocus = false;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.#hadFocus = this.host.contains(document.activeElement);
  }

  hostUpdated(): void {
    if (!this.#hadFocus || this.host.contains(document.activeElement)) return;
    this.#hadFocus = false;
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }
}

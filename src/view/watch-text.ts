import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Tells what is in an element's text area: after a pause in typing, and at once when the text came all
 * at once or the box is left. The same text is told once.
 */
export class WatchText implements ReactiveController {
  #told = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly pauseMs: number,
    private readonly tell: (text: string) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  get #box(): HTMLTextAreaElement | null {
    return this.host.querySelector('textarea');
  }

  get isEmpty(): boolean {
    return (this.#box?.value ?? '') === '';
  }

  /** For the text area's `input` event. */
  readonly input = (event: InputEvent): void => {
    clearTimeout(this.#timer);
    const whole = event.inputType === 'insertFromPaste' || event.inputType === 'insertFromDrop';
    if (whole) this.change();
    else this.#timer = setTimeout(this.change, this.pauseMs);
  };

  /** For the text area's `change` event. */
  readonly change = (): void => {
    clearTimeout(this.#timer);
    const text = this.#box?.value ?? '';
    if (text === this.#told) return;
    this.#told = text;
    this.tell(text);
  };

  /** Empties the box without telling, and puts the focus there. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#told = '';
    if (this.#box === null) return;
    this.#box.value = '';
    this.#box.focus();
  }
}

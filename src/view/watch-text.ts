import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Tells what is in an element's text area: after a pause in typing, and at once when the text came all
 * at once or the box is left. The same text is told once.
 */
export class WatchText implements ReactiveController {
  #told = '';
  /** Whether the person has been here: from then on the box is theirs. */
  #touched = false;
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
    this.#touched = true;
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
    this.#touched = true;
    this.#told = text;
    this.tell(text);
  };

  /** Puts a text from an earlier visit into the box, unless the person was there first. */
  restore(text: string): void {
    if (this.#touched || text === this.#told || this.#box === null) return;
    this.#told = text;
    this.#box.value = text;
  }

  /** Empties the box without telling, and puts the focus there. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#told = '';
    this.#touched = true;
    if (this.#box === null) return;
    this.#box.value = '';
    this.#box.focus();
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PasteReport } from '../receive/receive-state';
import { emit } from './events';
import { LightElement } from './light-element';
import './problem-note';

/** How long typing pauses before the text is looked at. */
const typingPauseMs = 150;

/** Where a checksum from elsewhere is pasted. */
@customElement('paste-box')
export class PasteBox extends LightElement {
  @property({ attribute: false }) paste: PasteReport = { kind: 'empty' };
  @state() private hasText = false;
  #emitted = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override render(): TemplateResult {
    return html`
      <h2><label for="checksum-input">Compare with the distributor’s checksum</label></h2>
      <p class="soft" id="checksum-hint">
        Paste the checksum, or the whole checksum file, from the page of whoever made this file.
      </p>
      <textarea
        id="checksum-input"
        class="mono"
        rows="3"
        data-testid="checksum-input"
        aria-describedby="checksum-hint"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        @input=${this.#input}
        @change=${this.#emitNow}
      ></textarea>
      ${report(this.paste)}
      ${
        this.hasText || this.paste.kind !== 'empty'
          ? html`<button type="button" class="quiet" @click=${this.#remove}>Take it back</button>`
          : nothing
      }
    `;
  }

  get #box(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  readonly #input = (event: InputEvent): void => {
    this.hasText = this.#box?.value !== '';
    clearTimeout(this.#timer);
    const whole = event.inputType === 'insertFromPaste' || event.inputType === 'insertFromDrop';
    if (whole) this.#emitNow();
    else this.#timer = setTimeout(this.#emitNow, typingPauseMs);
  };

  readonly #emitNow = (): void => {
    clearTimeout(this.#timer);
    const text = this.#box?.value ?? '';
    if (text === this.#emitted) return;
    this.#emitted = text;
    emit(this, 'paste-text', text);
  };

  readonly #remove = (): void => {
    clearTimeout(this.#timer);
    this.#emitted = '';
    this.hasText = false;
    if (this.#box !== null) {
      this.#box.value = '';
      // The button that had the focus goes away.
      this.#box.focus();
    }
    emit(this, 'remove-pasted', undefined);
  };
}

function report(paste: PasteReport): TemplateResult {
  const summary = paste.kind === 'recognised' ? paste.summary : '';
  return html`
    <p class="recognised" role="status" data-testid="paste-summary">${summary}</p>
    ${
      paste.kind === 'problem'
        ? html`<problem-note .problem=${paste.problem}></problem-note>`
        : nothing
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'paste-box': PasteBox;
  }
}

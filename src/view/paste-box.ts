import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { PasteReport } from '../receive/receive-state';
import { emit } from './events';
import { LightElement } from './light-element';
import './problem-note';
import { WatchText } from './watch-text';

/** How long typing pauses before the text is looked at. */
const typingPauseMs = 150;

/** Where a checksum from elsewhere is pasted. */
@customElement('paste-box')
export class PasteBox extends LightElement {
  @property({ attribute: false }) paste: PasteReport = { kind: 'empty' };
  @state() private hasText = false;
  readonly #text = new WatchText(this, typingPauseMs, (text) => emit(this, 'paste-text', text));

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
        @change=${this.#text.change}
      ></textarea>
      ${report(this.paste)}
      ${
        this.hasText || this.paste.kind !== 'empty'
          ? html`<button type="button" class="quiet" @click=${this.#remove}>Take it back</button>`
          : nothing
      }
    `;
  }

  readonly #input = (event: InputEvent): void => {
    this.#text.input(event);
    this.hasText = !this.#text.isEmpty;
  };

  readonly #remove = (): void => {
    // The button that had the focus goes away; the box gets it.
    this.#text.clear();
    this.hasText = false;
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

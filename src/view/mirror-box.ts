import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Problem } from '../base/problem';
import { emit } from './events';
import { LightElement } from './light-element';
import './problem-note';
import { WatchText } from './watch-text';

/** How long typing pauses before the addresses are looked at. */
const typingPauseMs = 400;

/** Where a publisher lists copies of the file that are on the web already. */
@customElement('mirror-box')
export class MirrorBox extends LightElement {
  /** One for each line that can't be used. */
  @property({ attribute: false }) problems: readonly Problem[] = [];
  readonly #text = new WatchText(this, typingPauseMs, (text) => emit(this, 'mirrors', text));

  protected override render(): TemplateResult {
    return html`
      <label for="mirror-input">Mirrors (optional)</label>
      <p class="soft" id="mirror-hint">
        https:// addresses of this very file, one on each line. They go into the share link and help
        when no peer is online.
      </p>
      <textarea
        id="mirror-input"
        class="mono"
        rows="2"
        data-testid="mirror-input"
        aria-describedby="mirror-hint"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        placeholder="https://downloads.example.org/file.iso"
        @input=${this.#text.input}
        @change=${this.#text.change}
      ></textarea>
      ${this.problems.map((problem) => html`<problem-note .problem=${problem} .detailed=${true}></problem-note>`)}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'mirror-box': MirrorBox;
  }
}

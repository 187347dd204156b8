import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Problem } from '../base/problem';
import { shareFragment } from '../base/share-fragment';
import { emit } from './events';
import { LightElement } from './light-element';
import './problem-note';

/** Opens a share link that was pasted. */
@customElement('link-box')
export class LinkBox extends LightElement {
  @state() private problem: Problem | undefined;

  protected override render(): TemplateResult {
    return html`
      <form class="link-box" @submit=${this.#submit}>
        <label for="link-box-input">Share link or magnet link</label>
        <div class="input-row">
          <input
            id="link-box-input"
            data-testid="link-input"
            name="link"
            autocomplete="off"
            spellcheck="false"
            autocapitalize="off"
            placeholder="https://…/#magnet:?xt=…"
          />
          <button type="submit" data-testid="open-link">Open</button>
        </div>
        ${
          this.problem === undefined
            ? nothing
            : html`<problem-note .problem=${this.problem}></problem-note>`
        }
      </form>
    `;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = this.querySelector('input')?.value ?? '';
    const fragment = shareFragment(text);
    this.problem = fragment === undefined ? new Problem('link/not-a-share-link', text) : undefined;
    if (fragment !== undefined) emit(this, 'open-link', fragment);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'link-box': LinkBox;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PersistenceState } from '../shelf/persistence-state';
import { emit } from './events';
import { KeepFocus } from './keep-focus';
import { LightElement } from './light-element';
import { persistenceWords } from './shelf-words';

/** Whether the browser keeps what is stored, and the way to ask it. */
@customElement('shelf-persistence')
export class ShelfPersistence extends LightElement {
  @property({ attribute: false }) state: PersistenceState = 'unsupported';

  constructor() {
    super();
    new KeepFocus(this);
  }

  protected override render(): TemplateResult {
    const { state } = this;
    return html`
      <p role="status" data-testid="persistence" data-answer=${state}>${persistenceWords[state]}</p>
      ${state === 'not-asked' || state === 'refused' ? this.#askButton(state) : nothing}
    `;
  }

  #askButton(state: PersistenceState): TemplateResult {
    return html`<div class="actions">
      <button type="button" data-testid="ask-to-keep" @click=${this.#ask}>
        ${state === 'refused' ? 'Ask again' : 'Ask the browser to keep it'}
      </button>
    </div>`;
  }

  readonly #ask = (): void => emit(this, 'ask-to-keep', undefined);
}

declare global {
  interface HTMLElementTagNameMap {
    'shelf-persistence': ShelfPersistence;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Restraint } from '../swarm/limits/restraint';
import { emit } from './events';
import { LightElement } from './light-element';
import { isOverridable, restraintWords } from './restraint-words';

/** Pause and resume, and why less is done than could be. */
@customElement('transfer-controls')
export class TransferControls extends LightElement {
  @property({ attribute: false }) restraint: Restraint = { paused: false, notes: [] };
  /** False: nothing goes on that could be paused. */
  @property({ attribute: false }) busy = true;

  protected override render(): TemplateResult {
    const { paused, notes } = this.restraint;
    return html`
      <div role="status">
        ${notes.map(
          (note) =>
            html`<p class="restraint" data-testid="restraint" data-code=${note}>
              ${restraintWords[note]}
              ${note === 'ratio-reached' ? html`<a href="#/settings">Change settings</a>` : nothing}
            </p>`,
        )}
      </div>
      <div class="actions">
        ${this.busy || paused ? pauseButton(this, paused) : nothing}
        ${notes.some(isOverridable) ? giveButton(this) : nothing}
      </div>
    `;
  }
}

function pauseButton(from: EventTarget, paused: boolean): TemplateResult {
  const press = (): void => emit(from, paused ? 'resume' : 'pause', undefined);
  return html`<button type="button" data-testid="pause" @click=${press}>
    ${paused ? 'Resume' : 'Pause'}
  </button>`;
}

function giveButton(from: EventTarget): TemplateResult {
  const press = (): void => emit(from, 'give-anyway', undefined);
  return html`<button type="button" data-testid="give-anyway" @click=${press}>
    Give anyway, this visit
  </button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'transfer-controls': TransferControls;
  }
}

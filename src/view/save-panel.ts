import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { displayName } from '../base/display-name';
import { isProgram } from '../base/is-program';
import type { Checked, ReceiveState } from '../receive/receive-state';
import { emit } from './events';
import { KeepFocus } from './keep-focus';
import { LightElement } from './light-element';
import './byte-progress';
import './consent-step';
import './problem-note';

/** The stages in which all bytes are here. */
export type CheckedState = Extract<ReceiveState, Checked>;

/** The way out of the page: Save, and the step before it when a person has to agree to something. */
@customElement('save-panel')
export class SavePanel extends LightElement {
  @property({ attribute: false }) state: CheckedState | undefined;

  constructor() {
    super();
    new KeepFocus(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this;
    if (state === undefined) return nothing;
    const saving = state.stage === 'saving';
    return html`
      ${isProgram(state.release.name) ? programWarning(state.release.name) : nothing}
      ${
        state.stage === 'ready' && state.problem !== undefined
          ? html`<problem-note .problem=${state.problem}></problem-note>`
          : nothing
      }
      ${saving ? progress(state.savedBytes, state.transfer.size) : nothing}
      <div class="actions">
        <button
          type="button"
          class="primary"
          data-testid="save"
          aria-describedby="verdict-title"
          ?disabled=${state.file === undefined || saving}
          @click=${this.#save}
        >
          ${state.stage === 'saved' ? 'Save again' : 'Save'}
        </button>
        ${saving ? this.#cancelButton() : nothing}
        ${
          state.file === undefined && !saving
            ? html`<consent-step .verdict=${state.verdict}></consent-step>`
            : nothing
        }
      </div>
    `;
  }

  #cancelButton(): TemplateResult {
    return html`<button type="button" data-testid="cancel-save" @click=${this.#cancel}>
      Cancel
    </button>`;
  }

  readonly #save = (): void => emit(this, 'save', undefined);
  readonly #cancel = (): void => emit(this, 'cancel-save', undefined);
}

function progress(savedBytes: number, size: number): TemplateResult {
  return html`<byte-progress
    .label=${'Saving'}
    .done=${savedBytes}
    .total=${size}
    .testId=${'save-progress'}
  ></byte-progress>`;
}

function programWarning(name: string): TemplateResult {
  return html`<p class="note caution">
    <strong>This is a program</strong> (<bdi>${displayName(name).extension}</bdi>). Once opened, it
    can do on this computer what you can do. The checksum says which file it is, not what it does.
  </p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'save-panel': SavePanel;
  }
}

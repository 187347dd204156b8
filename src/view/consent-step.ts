import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Consent } from '../check/checked-file';
import type { Verdict } from '../check/verdict';
import { emit } from './events';
import { LightElement } from './light-element';

type Agreement = Exclude<Consent, undefined>;

interface ConsentWords {
  readonly open: string;
  readonly title: string;
  /** What is not known, each a whole sentence. */
  readonly unknown: readonly string[];
}

const words: Readonly<Record<Agreement, ConsentWords>> = {
  weak: {
    open: 'Save on a weak checksum…',
    title: 'Only a weak checksum matches',
    unknown: [
      'Somebody who wanted to could have made another file with this same checksum.',
      'No strong checksum (SHA-256 or better) was compared.',
    ],
  },
  'nothing-to-check': {
    open: 'Save without a checksum…',
    title: 'Nothing was compared',
    unknown: [
      'Nobody said what the checksum of the whole file should be.',
      'Only the link says which file this is. Whoever made the link may have chosen another one.',
    ],
  },
};

/** The explicit step before saving what no strong checksum vouches for. */
@customElement('consent-step')
export class ConsentStep extends LightElement {
  @property({ attribute: false }) verdict: Verdict | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const kind = this.verdict?.kind;
    return kind === 'weak' || kind === 'nothing-to-check' ? this.#step(kind) : nothing;
  }

  #step(agreement: Agreement): TemplateResult {
    const { open, title, unknown } = words[agreement];
    return html`
      <button type="button" data-testid="save-unchecked" @click=${this.#open}>${open}</button>
      <dialog aria-labelledby="consent-title">
        <h2 id="consent-title">${title}</h2>
        <p>What is not known:</p>
        <ul>
          ${unknown.map((sentence) => html`<li>${sentence}</li>`)}
        </ul>
        <div class="actions">
          <button type="button" autofocus @click=${this.#close}>Go back</button>
          <button
            type="button"
            class="caution"
            data-testid="save-anyway"
            @click=${(): void => this.#agree(agreement)}
          >
            Save anyway
          </button>
        </div>
      </dialog>
    `;
  }

  readonly #open = (): void => this.querySelector('dialog')?.showModal();
  readonly #close = (): void => this.querySelector('dialog')?.close();

  #agree(agreement: Agreement): void {
    this.#close();
    emit(this, 'save-anyway', agreement);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'consent-step': ConsentStep;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatCount } from '../base/format-bytes';
import type { FoundKey } from '../check/evidence';
import { digestText } from './digest-text';
import { emit } from './events';
import { caveatWords, keyDates, keyName, sortKeys } from './key-words';
import { LightElement } from './light-element';
import { identityWords } from './signer-words';

/** Keys that were brought or are remembered, each with its fingerprint and what can be done with it. */
@customElement('key-list')
export class KeyList extends LightElement {
  @property({ attribute: false }) keys: readonly FoundKey[] = [];

  protected override render(): TemplateResult | typeof nothing {
    const { shown, unused, remembered } = sortKeys(this.keys);
    if (this.keys.length === 0) return nothing;
    return html`
      ${
        shown.length === 0
          ? nothing
          : html`<h3>${shown.length === 1 ? 'The key' : 'The keys'}</h3>
              ${this.#list(shown)}`
      }
      ${this.#folded('More keys that you brought', unused)}
      ${this.#folded('Keys that this browser remembers', remembered)}
    `;
  }

  #folded(title: string, keys: readonly FoundKey[]): TemplateResult | typeof nothing {
    if (keys.length === 0) return nothing;
    return html`<details>
      <summary>${title} (${formatCount(keys.length, 'key')})</summary>
      ${this.#list(keys)}
    </details>`;
  }

  #list(keys: readonly FoundKey[]): TemplateResult {
    return html`<ul class="keys">
      ${keys.map((key) => this.#key(key))}
    </ul>`;
  }

  #key(key: FoundKey): TemplateResult {
    const { fingerprint, scheme, trust, caveat } = key;
    const name = keyName(key);
    return html`
      <li data-testid="key" data-fingerprint=${fingerprint} data-trust=${trust.kind}>
        <p class="key-owner">${name}</p>
        <p class="soft">${scheme === 'openpgp' ? 'Fingerprint' : 'The whole key'}</p>
        <p>${digestText(fingerprint, 4)}</p>
        <p class="soft">${keyDates(key, Date.now())}</p>
        ${caveat === undefined ? nothing : html`<p>${caveatWords[caveat]}</p>`}
        ${trust.kind === 'brought' ? this.#rememberStep(key, name) : this.#forgetStep(key, name)}
      </li>
    `;
  }

  #rememberStep(
    { fingerprint, scheme, caveat }: FoundKey,
    name: string,
  ): TemplateResult | typeof nothing {
    if (caveat === 'too-long') return nothing;
    return html`
      <p class="soft">
        The name is only what somebody wrote into the key. Compare its ${identityWords[scheme]} with
        what the distributor gives somewhere else. If this browser remembers the key, later lists
        and files signed with it are taken as signed by the same owner, and you need not bring it
        again.
      </p>
      <button
        type="button"
        data-testid="remember-key"
        aria-label="Remember this key: ${name}"
        @click=${(): void => emit(this, 'remember-key', fingerprint)}
      >
        Remember this key
      </button>
    `;
  }

  #forgetStep({ fingerprint }: FoundKey, name: string): TemplateResult {
    return html`<button
      type="button"
      data-testid="forget-key"
      aria-label="Forget this key: ${name}"
      @click=${(): void => emit(this, 'forget-key', fingerprint)}
    >
      Forget
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'key-list': KeyList;
  }
}

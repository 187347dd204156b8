import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Digests, Verdict } from '../check/verdict';
import type { Digest, Expectation } from '../release/expectation';
import { digestText } from './digest-text';
import { emit } from './events';
import { LightElement } from './light-element';
import { algorithmNames, sourceWords, verdictWords } from './verdict-words';

/** The outcome of the comparison: sign, words, on whose word, and both digests in full. */
@customElement('verdict-card')
export class VerdictCard extends LightElement {
  @property({ attribute: false }) verdict: Verdict | undefined;
  @property({ attribute: false }) digests: Digests = {};

  protected override render(): TemplateResult | typeof nothing {
    const { verdict } = this;
    if (verdict === undefined) return nothing;
    const words = verdictWords(verdict);
    const source = sourceWords(verdict);
    return html`
      <section
        class="verdict"
        aria-labelledby="verdict-title"
        data-testid="verdict"
        data-verdict=${verdict.kind}
        data-source=${ifDefined(expectationOf(verdict)?.source)}
      >
        <span class="sign" aria-hidden="true">${words.sign}</span>
        <div class="verdict-words">
          <h2 id="verdict-title">${words.title}</h2>
          <p>${words.text}</p>
          ${source === undefined ? nothing : html`<p>${source}</p>`}
        </div>
        ${digestRows(verdict, this.digests)}
        ${verdict.kind === 'differs' ? this.#fetchAgainButton() : nothing}
      </section>
    `;
  }

  #fetchAgainButton(): TemplateResult {
    return html`<button type="button" data-testid="fetch-again" @click=${this.#fetchAgain}>
      Fetch again
    </button>`;
  }

  readonly #fetchAgain = (): void => emit(this, 'fetch-again', undefined);
}

function expectationOf(verdict: Verdict): Expectation | undefined {
  if (verdict.kind === 'differs') return verdict.expected;
  return verdict.kind === 'matches' || verdict.kind === 'weak' ? verdict.by : undefined;
}

function digestRows(verdict: Verdict, digests: Digests): TemplateResult | typeof nothing {
  const expectation = expectationOf(verdict);
  if (expectation === undefined) return ownDigest(digests);
  const { algorithm } = expectation.digest;
  const actual = verdict.kind === 'differs' ? verdict.actual.hex : digests[algorithm];
  return html`
    <dl class="digests">
      ${digestRow('Expected', expectation.digest)}
      ${actual === undefined ? nothing : digestRow('These bytes', { algorithm, hex: actual })}
    </dl>
  `;
}

/** Without an expectation: what a person could compare by eye. */
function ownDigest(digests: Digests): TemplateResult | typeof nothing {
  if (digests.sha256 === undefined) return nothing;
  const digest: Digest = { algorithm: 'sha256', hex: digests.sha256 };
  return html`<dl class="digests">${digestRow('These bytes', digest)}</dl>`;
}

function digestRow(title: string, digest: Digest): TemplateResult {
  return html`
    <div>
      <dt>${title} <span class="soft">${algorithmNames[digest.algorithm]}</span></dt>
      <dd>${digestText(digest.hex)}</dd>
    </div>
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'verdict-card': VerdictCard;
  }
}

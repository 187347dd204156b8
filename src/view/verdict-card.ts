import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { labelOf } from '../base/digest-algorithms';
import { visibleText } from '../base/display-name';
import type { Digests, Verdict } from '../check/verdict';
import type { Digest, Expectation } from '../release/expectation';
import { digestText } from './digest-text';
import { emit } from './events';
import { LightElement } from './light-element';
import { onReceivePage, sourceWords, verdictWords, type VerdictPlace } from './verdict-words';

/** The outcome of the comparison: sign, words, on whose word, and both digests in full. */
@customElement('verdict-card')
export class VerdictCard extends LightElement {
  @property({ attribute: false }) verdict: Verdict | undefined;
  @property({ attribute: false }) digests: Digests = {};
  @property({ attribute: false }) place: VerdictPlace = onReceivePage;

  protected override render(): TemplateResult | typeof nothing {
    const { verdict } = this;
    if (verdict === undefined) return nothing;
    const words = verdictWords(verdict, this.place);
    const source = sourceWords(verdict);
    const canFetch = verdict.kind === 'differs' && this.place.page === 'receive';
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
          ${detail(verdict)} ${source === undefined ? nothing : html`<p>${source}</p>`}
        </div>
        ${digestRows(verdict, this.digests)} ${canFetch ? this.#fetchAgainButton() : nothing}
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

/** What exactly could not be used; it often has the names that it takes to see why. */
function detail(verdict: Verdict): TemplateResult | typeof nothing {
  if (verdict.kind !== 'could-not-check' || verdict.problem.detail === '') return nothing;
  return html`<p class="detail"><bdi>${visibleText(verdict.problem.detail)}</bdi></p>`;
}

function expectationOf(verdict: Verdict): Expectation | undefined {
  if (verdict.kind === 'differs') return verdict.expected;
  return verdict.kind === 'matches' || verdict.kind === 'weak' ? verdict.by : undefined;
}

function digestRows(verdict: Verdict, digests: Digests): TemplateResult | typeof nothing {
  const expectation = expectationOf(verdict);
  if (expectation?.kind !== 'digest') return ownDigest(digests);
  const { algorithm } = expectation.digest;
  const actual =
    verdict.kind === 'differs' ? verdict.actual : { algorithm, hex: digests[algorithm] ?? '' };
  return html`
    <dl class="digests">
      ${digestRow('Expected', expectation.digest)}
      ${actual.hex === '' ? nothing : digestRow('These bytes', actual)}
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
      <dt>${title} <span class="soft">${labelOf(digest.algorithm)}</span></dt>
      <dd>${digestText(digest.hex)}</dd>
    </div>
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'verdict-card': VerdictCard;
  }
}

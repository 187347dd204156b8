import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Digests, Verdict } from '../check/verdict';
import type { ChainStep, StepState } from './chain-step';
import { chainOf } from './chain-words';
import { digestText } from './digest-text';
import { LightElement } from './light-element';

/** Each state by shape and in words, by colour last. */
const states: Readonly<Record<StepState, { readonly sign: string; readonly words: string }>> = {
  holds: { sign: '✓', words: 'holds' },
  weak: { sign: '≈', words: 'weak' },
  broken: { sign: '✗', words: 'broken' },
  open: { sign: '?', words: 'not settled here' },
};

/** What a verdict rests on, link by link, with the weakest one named. Nothing when there is no chain. */
@customElement('chain-view')
export class ChainView extends LightElement {
  @property({ attribute: false }) verdict: Verdict | undefined;
  @property({ attribute: false }) digests: Digests = {};
  /** Bytes of the file. */
  @property({ attribute: false }) size: number | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const chain = this.verdict && chainOf(this.verdict, this.digests, this.size);
    if (chain === undefined) return nothing;
    return html`
      <section class="card" aria-labelledby="chain-title" data-testid="chain">
        <h2 id="chain-title">What this rests on</h2>
        <p data-testid="weakest-link">${chain.weakest}</p>
        <ol class="chain">
          ${chain.steps.map(link)}
        </ol>
      </section>
    `;
  }
}

function link(step: ChainStep): TemplateResult {
  const { sign, words } = states[step.state];
  return html`
    <li data-testid="chain-link" data-kind=${step.kind} data-state=${step.state}>
      <span class="chain-sign" aria-hidden="true">${sign}</span>
      <div>
        <h3>${step.title} <span class="chain-state">${words}</span></h3>
        <p>${step.text}</p>
        ${step.digits === undefined ? nothing : html`<p>${digestText(step.digits, step.kind === 'key' ? 4 : 8)}</p>`}
      </div>
    </li>
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'chain-view': ChainView;
  }
}

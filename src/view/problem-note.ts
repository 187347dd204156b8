import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { visibleText } from '../base/display-name';
import type { Problem } from '../base/problem';
import { problemWords } from '../base/problem-words';
import { LightElement } from './light-element';

/** A problem in words, with its detail for those who want to know more. */
@customElement('problem-note')
export class ProblemNote extends LightElement {
  @property({ attribute: false }) problem: Problem | undefined;

  /** Whether the detail is shown from the start. */
  @property({ attribute: false }) detailed = false;

  protected override render(): TemplateResult | typeof nothing {
    if (this.problem === undefined) return nothing;
    const { code, detail } = this.problem;
    const words = problemWords[code];
    return html`
      <div class="note problem" role="alert" data-testid="problem" data-code=${code}>
        <p class="note-title">${words.title}</p>
        <p>${words.advice}</p>
        <details ?open=${this.detailed}>
          <summary>Details</summary>
          <p class="detail"><code>${code}</code> <bdi>${visibleText(detail)}</bdi></p>
        </details>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'problem-note': ProblemNote;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ClosingAdvice } from '../swarm/diagnosis/closing-advice';
import { closingWords, type ClosingPlace } from './closing-words';
import { LightElement } from './light-element';

/** "Can I close this tab?" */
@customElement('closing-advice')
export class ClosingAdviceLine extends LightElement {
  @property({ attribute: false }) advice: ClosingAdvice | undefined;
  @property({ attribute: false }) place: ClosingPlace = 'receive';

  protected override render(): TemplateResult | typeof nothing {
    if (this.advice === undefined) return nothing;
    const { answer, reason } = closingWords(this.advice, this.place);
    return html`<p data-testid="can-close" data-answer=${this.advice.answer}>
      <strong>Can I close this tab?</strong> ${answer}. ${reason}
    </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'closing-advice': ClosingAdviceLine;
  }
}

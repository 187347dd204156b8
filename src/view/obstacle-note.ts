import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { hostOf } from '../base/host-of';
import { problemWords } from '../base/problem-words';
import type { MirrorReport, Transfer } from '../swarm/transfer';
import type { Problem } from '../base/problem';
import { LightElement } from './light-element';
import './problem-note';

/** Why nothing happens, what can be done, and what each mirror's part in it is. */
@customElement('obstacle-note')
export class ObstacleNote extends LightElement {
  @property({ attribute: false }) problem: Problem | undefined;
  @property({ attribute: false }) transfer: Transfer | undefined;

  protected override render(): TemplateResult | typeof nothing {
    if (this.problem === undefined) return nothing;
    const failing = (this.transfer?.mirrors ?? []).filter(({ problem }) => problem !== undefined);
    return html`
      <problem-note .problem=${this.problem}></problem-note>
      ${
        failing.length === 0
          ? nothing
          : html`<ul class="soft">
              ${failing.map(mirrorLine)}
            </ul>`
      }
    `;
  }
}

function mirrorLine({ url, problem, state }: MirrorReport): TemplateResult | typeof nothing {
  if (problem === undefined) return nothing;
  const { title } = problemWords[problem.code];
  return html`<li data-testid="mirror-problem" data-code=${problem.code} data-state=${state}>
    <bdi>${hostOf(url)}</bdi>: ${title}
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'obstacle-note': ObstacleNote;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatBytes } from '../base/format-bytes';
import { hostOf } from '../base/host-of';
import { problemWords } from '../base/problem-words';
import type { MirrorReport } from '../swarm/transfer';
import { LightElement } from './light-element';

const stateWords: Readonly<Record<MirrorReport['state'], string>> = {
  trying: 'Not heard of yet',
  working: 'Working',
  waiting: 'Waiting before the next try',
  off: 'Given up for now',
};

/** How each mirror is doing, for those who want to know. */
@customElement('mirror-table')
export class MirrorTable extends LightElement {
  @property({ attribute: false }) mirrors: readonly MirrorReport[] = [];

  protected override render(): TemplateResult | typeof nothing {
    if (this.mirrors.length === 0) return nothing;
    return html`
      <details>
        <summary>Mirrors one by one</summary>
        <div class="scroll-x" tabindex="0" role="region" aria-label="Mirrors">
          <table>
            <thead>
              <tr>
                <th scope="col">Mirror</th>
                <th scope="col">State</th>
                <th scope="col">Received</th>
              </tr>
            </thead>
            <tbody>
              ${this.mirrors.map(row)}
            </tbody>
          </table>
        </div>
      </details>
    `;
  }
}

function row(mirror: MirrorReport): TemplateResult {
  const problem =
    mirror.problem === undefined
      ? nothing
      : html`<br /><span class="soft">${problemWords[mirror.problem.code].title}</span>`;
  return html`
    <tr>
      <th scope="row"><bdi title=${mirror.url}>${hostOf(mirror.url)}</bdi></th>
      <td data-state=${mirror.state}>${stateWords[mirror.state]}${problem}</td>
      <td class="number">${formatBytes(mirror.receivedBytes)}</td>
    </tr>
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'mirror-table': MirrorTable;
  }
}

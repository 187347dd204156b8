import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatBytes, formatCount } from '../base/format-bytes';
import { formatSpeed } from '../base/format-speed';
import type { Transfer } from '../swarm/transfer';
import { LightElement } from './light-element';

/** What a publisher's tab gives to others. */
@customElement('seeding-status')
export class SeedingStatus extends LightElement {
  @property({ attribute: false }) transfer: Transfer | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { transfer } = this;
    if (transfer === undefined) return nothing;
    return html`
      <dl class="facts">
        <div>
          <dt>Connected</dt>
          <dd><span data-testid="peers">${formatCount(transfer.peers, 'peer')}</span></dd>
        </div>
        <div>
          <dt>Passed on</dt>
          <dd>${formatBytes(transfer.toPeersBytes)}</dd>
        </div>
        <div>
          <dt>Speed</dt>
          <dd>${formatSpeed(transfer.uploadSpeed)}</dd>
        </div>
      </dl>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'seeding-status': SeedingStatus;
  }
}

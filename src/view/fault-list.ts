import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatBytes, formatCount } from '../base/format-bytes';
import type { FaultyPeer, Transfer } from '../swarm/transfer';
import { LightElement } from './light-element';

/** Who sent pieces that don't fit their hashes, and what it cost. Mirrors have a table of their own. */
@customElement('fault-list')
export class FaultList extends LightElement {
  @property({ attribute: false }) transfer: Transfer | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { faultyPeers, wastedBytes } = this.transfer ?? { faultyPeers: [], wastedBytes: 0 };
    if (faultyPeers.length === 0 && wastedBytes === 0) return nothing;
    return html`
      ${
        faultyPeers.length === 0
          ? nothing
          : html`<ul>
              ${faultyPeers.map(line)}
            </ul>`
      }
      ${
        wastedBytes === 0
          ? nothing
          : html`<p class="soft">
              Received in vain:
              <span data-testid="wasted" data-bytes=${wastedBytes}
                >${formatBytes(wastedBytes)}</span
              >
            </p>`
      }
    `;
  }
}

function line({ name, wrongPieces, dropped }: FaultyPeer): TemplateResult {
  return html`<li data-testid="faulty-peer" data-name=${name} data-dropped=${String(dropped)}>
    Peer <code>${name}</code> sent ${formatCount(wrongPieces, 'wrong piece')}.
    ${dropped ? 'Nothing more is asked of it.' : 'It is being watched.'}
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'fault-list': FaultList;
  }
}

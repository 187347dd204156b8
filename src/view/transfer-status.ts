import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatBytes } from '../base/format-bytes';
import { formatDuration } from '../base/format-duration';
import { formatSpeed } from '../base/format-speed';
import type { ReceiveMode } from '../receive/receive-state';
import type { Transfer } from '../swarm/transfer';
import { LightElement } from './light-element';
import './byte-progress';
import './fault-list';
import './mirror-table';

/** How much is here, how fast it comes, and from whom. */
@customElement('transfer-status')
export class TransferStatus extends LightElement {
  @property({ attribute: false }) transfer: Transfer | undefined;
  @property({ attribute: false }) mode: ReceiveMode = 'swarm';
  /** Bytes in the file; 0 shows a bar without an end. */
  @property({ attribute: false }) size = 0;
  @property({ attribute: false }) label = '';
  /** Some browsers have no WebRTC. */
  @property({ attribute: false }) peersPossible = 'RTCPeerConnection' in globalThis;

  protected override render(): TemplateResult | typeof nothing {
    const { transfer } = this;
    if (transfer === undefined) return nothing;
    return html`
      <byte-progress
        .label=${this.label}
        .done=${transfer.haveBytes}
        .total=${this.size}
        .testId=${'progress'}
        .fromPeersBytes=${transfer.fromPeersBytes}
        .fromMirrorsBytes=${transfer.fromMirrorsBytes}
      ></byte-progress>
      <dl class="facts">
        ${
          this.size > 0 && transfer.haveBytes >= this.size
            ? nothing
            : [
                fact('Speed', formatSpeed(transfer.downloadSpeed)),
                fact('Time left', formatDuration(transfer.secondsLeft)),
              ]
        }
        ${sources(transfer, this.mode, this.#peersNote)}
      </dl>
      <mirror-table .mirrors=${transfer.mirrors}></mirror-table>
      <fault-list .transfer=${transfer}></fault-list>
    `;
  }

  get #peersNote(): string {
    if (this.mode === 'mirrors-only') return ' (mirrors only)';
    return this.peersPossible ? '' : ' (this browser can’t talk to peers)';
  }
}

function sources(transfer: Transfer, mode: ReceiveMode, peersNote: string): TemplateResult {
  const working = transfer.mirrors.filter((mirror) => mirror.state === 'working').length;
  return html`
    <div>
      <dt>Peers</dt>
      <dd><span data-testid="peers">${`${transfer.peers} connected`}</span>${peersNote}</dd>
      <dd class="soft">${formatBytes(transfer.fromPeersBytes)} received</dd>
    </div>
    <div>
      <dt>Mirrors</dt>
      <dd><span data-testid="mirrors">${working} of ${transfer.mirrors.length}</span> working</dd>
      <dd class="soft">${formatBytes(transfer.fromMirrorsBytes)} received</dd>
    </div>
    ${
      mode === 'swarm'
        ? fact(
            'Passed on',
            formatBytes(transfer.toPeersBytes),
            `at ${formatSpeed(transfer.uploadSpeed)}`,
          )
        : nothing
    }
  `;
}

function fact(name: string, value: string, note = ''): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
    ${note === '' ? nothing : html`<dd class="soft">${note}</dd>`}
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'transfer-status': TransferStatus;
  }
}

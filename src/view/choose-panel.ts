import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { hostsOf } from '../base/host-of';
import { Problem } from '../base/problem';
import type { Release } from '../release/release';
import { emit } from './events';
import { LightElement } from './light-element';
import './problem-note';

/** The step before anything is contacted: with whom to exchange bytes, and who sees what. */
@customElement('choose-panel')
export class ChoosePanel extends LightElement {
  @property({ attribute: false }) release: Release | undefined;
  @property({ attribute: false }) mirrorsOnly: 'possible' | 'no-mirror' = 'no-mirror';
  /** Some browsers have no WebRTC. */
  @property({ attribute: false }) peersPossible = 'RTCPeerConnection' in globalThis;

  protected override render(): TemplateResult | typeof nothing {
    if (this.release === undefined) return nothing;
    return html`
      <h2>How do you want to receive it?</h2>
      ${this.peersPossible ? nothing : html`<problem-note .problem=${noWebrtc}></problem-note>`}
      <div class="options">
        <div class="option">
          <button
            type="button"
            class="primary"
            data-testid="join"
            aria-describedby="join-note"
            @click=${this.#join}
          >
            Join and receive
          </button>
          <p id="join-note">
            ${this.peersPossible ? withPeers : 'Only from the mirrors that the link names.'}
          </p>
        </div>
        ${this.#mirrorsOption()}
      </div>
      ${contacts(this.release)}
    `;
  }

  #mirrorsOption(): TemplateResult {
    const possible = this.mirrorsOnly === 'possible';
    return html`
      <div class="option">
        <button
          type="button"
          data-testid="mirrors-only"
          aria-describedby="mirrors-note"
          ?disabled=${!possible}
          @click=${this.#mirrors}
        >
          Use mirrors only
        </button>
        <p id="mirrors-note">
          ${
            possible
              ? 'No peers and no tracker. Only the mirrors see your IP address, as any website does.'
              : 'Not possible here: the link names no mirror.'
          }
        </p>
      </div>
    `;
  }

  readonly #join = (): void => emit(this, 'join', undefined);
  readonly #mirrors = (): void => emit(this, 'mirrors-only', undefined);
}

const noWebrtc = new Problem('swarm/no-webrtc');

const withPeers = html`From other people’s browsers and from mirrors.
  <strong>Peers and the tracker will see your IP address</strong>, and your browser passes pieces on
  while this page is open.`;

function contacts(release: Release): TemplateResult {
  return html`
    <details>
      <summary>Whom this page will contact</summary>
      <dl class="contacts">
        ${hostList('Trackers, which introduce peers', release.trackers)}
        ${hostList('Mirrors', release.mirrors)}
        ${hostList('For the piece list', release.torrentUrls)}
      </dl>
    </details>
  `;
}

function hostList(title: string, urls: readonly string[]): TemplateResult {
  const hosts = hostsOf(urls);
  return html`
    <dt>${title}</dt>
    ${
      hosts.length === 0
        ? html`<dd class="soft">None</dd>`
        : hosts.map((host) => html`<dd><bdi>${host}</bdi></dd>`)
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'choose-panel': ChoosePanel;
  }
}

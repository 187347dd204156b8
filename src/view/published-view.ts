import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PublishState } from '../publish/publish-state';
import { downloadBytes } from './download-bytes';
import { emit } from './events';
import type { WhileAwayLike } from './jobs';
import { LightElement } from './light-element';
import { workOfPublish } from './work-of-publish';
import './closing-advice';
import './copy-field';
import './mirror-box';
import './problem-note';
import './seeding-status';
import './transfer-controls';
import './while-away';

/** What a publisher hands out, and how it is doing. */
@customElement('published-view')
export class PublishedView extends LightElement {
  @property({ attribute: false }) state: Extract<PublishState, { stage: 'published' }> | undefined;
  @property({ attribute: false }) whileAway: WhileAwayLike | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this;
    if (state === undefined) return nothing;
    return html`
      ${
        state.problem === undefined
          ? nothing
          : html`<problem-note .problem=${state.problem}></problem-note>`
      }
      <section class="card" aria-labelledby="hand-out">
        <h2 id="hand-out">Give this link to people</h2>
        <copy-field
          .label=${'Share link'}
          .look=${'field'}
          .testId=${'share-link'}
          .value=${state.published.shareLink}
        ></copy-field>
        <mirror-box .problems=${state.mirrorProblems}></mirror-box>
      </section>
      <section class="card" aria-labelledby="seeding">
        <h2 id="seeding">Passing it on</h2>
        <seeding-status .transfer=${state.transfer}></seeding-status>
        <closing-advice .advice=${state.closing} .place=${'publish' as const}></closing-advice>
        <transfer-controls .restraint=${state.restraint}></transfer-controls>
        ${
          workOfPublish(state).phase === 'giving'
            ? html`<while-away .whileAway=${this.whileAway} .ends=${false}></while-away>`
            : nothing
        }
      </section>
      ${this.#checksums(state.published.sha256, state.published.checksumLine)}
      <div class="actions">
        <button type="button" data-testid="download-torrent" @click=${this.#download}>
          Download .torrent
        </button>
        <button type="button" data-testid="publish-another" @click=${this.#startOver}>
          Publish another file
        </button>
      </div>
    `;
  }

  #checksums(sha256: string, line: string): TemplateResult {
    return html`
      <section class="card" aria-labelledby="checksums">
        <h2 id="checksums">Put the checksum where people trust it</h2>
        <p>
          The link has it too, but a link can be replaced together with its checksum. Your own page
          is a better place.
        </p>
        <copy-field .label=${'SHA-256'} .testId=${'publish-sha256'} .value=${sha256}></copy-field>
        <copy-field
          .label=${'Line for sha256sum --check'}
          .testId=${'checksum-line'}
          .value=${line}
        ></copy-field>
      </section>
    `;
  }

  readonly #download = (): void => {
    const published = this.state?.published;
    if (published !== undefined) downloadBytes(published.torrentFile, published.torrentFileName);
  };

  readonly #startOver = (): void => emit(this, 'start-over', undefined);
}

declare global {
  interface HTMLElementTagNameMap {
    'published-view': PublishedView;
  }
}

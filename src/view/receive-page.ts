import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ReceiveState } from '../receive/receive-state';
import type { Release } from '../release/release';
import type { ViewEvents } from './events';
import { fileName } from './file-name';
import type { ReceiveJobLike } from './jobs';
import { KeepFocus } from './keep-focus';
import { LightElement } from './light-element';
import { Observe } from './observe';
import { expectationWords, sizeWords, stageWords } from './receive-words';
import { passingOn, stageView } from './receive-stages';
import './paste-box';

/** From a share link to a saved file. */
@customElement('receive-page')
export class ReceivePage extends LightElement {
  @property({ attribute: false }) job: ReceiveJobLike | undefined;

  constructor() {
    super();
    new Observe(this, () => this.job);
    new KeepFocus(this);
  }

  protected override render(): TemplateResult {
    const state = this.job?.state ?? { stage: 'reading-link' };
    return html`
      <section
        class="receive"
        data-testid="receive"
        data-stage=${state.stage}
        @join=${(): void => this.job?.join()}
        @mirrors-only=${(): void => this.job?.joinMirrorsOnly()}
        @paste-text=${(event: CustomEvent<ViewEvents['paste-text']>): void =>
          this.job?.paste(event.detail)}
        @remove-pasted=${(): void => this.job?.removePasted()}
        @save=${(): void => this.job?.save()}
        @save-anyway=${(event: CustomEvent<ViewEvents['save-anyway']>): void =>
          this.job?.saveAnyway(event.detail)}
        @cancel-save=${(): void => this.job?.cancelSave()}
        @fetch-again=${(): void => this.job?.fetchAgain()}
        @retry=${(): void => this.job?.retry()}
        @stop=${(): void => this.job?.stop()}
      >
        ${heading(state)} ${stageView(state)} ${pasteBox(state)} ${passingOn(state)}
        <p class="visually-hidden" role="status">${stageWords(state)}</p>
      </section>
    `;
  }
}

function heading(state: ReceiveState): TemplateResult {
  const release = 'release' in state ? state.release : undefined;
  return html`
    <div class="page-head">
      <h1 tabindex="-1">${release === undefined ? title(state) : fileName(release.name)}</h1>
      ${release === undefined ? nothing : facts(release)}
    </div>
  `;
}

function title(state: ReceiveState): string {
  return state.stage === 'failed' ? 'This link can’t be opened' : 'Reading the link…';
}

function facts(release: Release): TemplateResult {
  return html`<p class="soft">${sizeWords(release.size)}<br />${expectationWords(release)}</p>`;
}

/** Always in the same place, so that what was typed stays from stage to stage. */
function pasteBox(state: ReceiveState): TemplateResult | typeof nothing {
  return 'paste' in state
    ? html`<paste-box class="card" .paste=${state.paste}></paste-box>`
    : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    'receive-page': ReceivePage;
  }
}

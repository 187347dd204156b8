import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ReceiveState } from '../receive/receive-state';
import type { Release } from '../release/release';
import type { ViewEvents } from './events';
import { fileName } from './file-name';
import type { ReceiveJobLike, WhileAwayLike } from './jobs';
import { KeepFocus } from './keep-focus';
import { LightElement } from './light-element';
import { Observe } from './observe';
import { expectationWords, sizeWords, stageWords } from './receive-words';
import { passingOn, stageView } from './receive-stages';
import { isUnderWay } from './work';
import { workOfReceive } from './work-of-receive';
import './evidence-box';
import './while-away';

type Detail<Name extends keyof ViewEvents> = CustomEvent<ViewEvents[Name]>;

/** From a share link to a saved file. */
@customElement('receive-page')
export class ReceivePage extends LightElement {
  @property({ attribute: false }) job: ReceiveJobLike | undefined;
  @property({ attribute: false }) whileAway: WhileAwayLike | undefined;

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
        @paste-text=${({ detail }: Detail<'paste-text'>): void => this.job?.paste(detail)}
        @bring-files=${({ detail }: Detail<'bring-files'>): void => this.job?.bringFiles(detail)}
        @remove-document=${({ detail }: Detail<'remove-document'>): void =>
          this.job?.removeDocument(detail)}
        @remember-key=${({ detail }: Detail<'remember-key'>): void => this.job?.rememberKey(detail)}
        @forget-key=${({ detail }: Detail<'forget-key'>): void => this.job?.forgetKey(detail)}
        @save=${(): void => this.job?.save()}
        @save-anyway=${({ detail }: Detail<'save-anyway'>): void => this.job?.saveAnyway(detail)}
        @cancel-save=${(): void => this.job?.cancelSave()}
        @fetch-again=${(): void => this.job?.fetchAgain()}
        @retry=${(): void => this.job?.retry()}
        @stop=${(): void => this.job?.stop()}
        @pause=${(): void => this.job?.pause()}
        @resume=${(): void => this.job?.resume()}
        @give-anyway=${(): void => this.job?.giveAnyway()}
      >
        ${heading(state)} ${stageView(state)} ${this.#meanwhile(state)} ${evidenceBox(state)}
        ${passingOn(state)}
        <p class="visually-hidden" role="status">${stageWords(state)}</p>
      </section>
    `;
  }

  /** Always in the same place, so that it stays from stage to stage. */
  #meanwhile(state: ReceiveState): TemplateResult | typeof nothing {
    return isUnderWay(workOfReceive(state))
      ? html`<while-away .whileAway=${this.whileAway}></while-away>`
      : nothing;
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
function evidenceBox(state: ReceiveState): TemplateResult | typeof nothing {
  return 'evidence' in state
    ? html`<evidence-box class="card" .report=${state.evidence}></evidence-box>`
    : nothing;
}

declare global {
  interface HTMLElementTagNameMap {
    'receive-page': ReceivePage;
  }
}

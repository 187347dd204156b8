import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatDuration } from '../base/format-duration';
import { formatSpeed } from '../base/format-speed';
import type { PublishState } from '../publish/publish-state';
import { emit, type ViewEvents } from './events';
import { fileName } from './file-name';
import type { PublishJobLike, WhileAwayLike } from './jobs';
import { KeepFocus } from './keep-focus';
import { LightElement } from './light-element';
import { Observe } from './observe';
import { sizeWords } from './receive-words';
import './byte-progress';
import './drop-zone';
import './problem-note';
import './published-view';
import './while-away';

type Stage<Name extends PublishState['stage']> = Extract<PublishState, { stage: Name }>;

/** From a file to a share link, and then to a tab that gives the file away. */
@customElement('publish-page')
export class PublishPage extends LightElement {
  @property({ attribute: false }) job: PublishJobLike | undefined;
  @property({ attribute: false }) whileAway: WhileAwayLike | undefined;

  constructor() {
    super();
    new Observe(this, () => this.job);
    new KeepFocus(this);
  }

  protected override render(): TemplateResult {
    const state = this.job?.state ?? { stage: 'choosing', problem: undefined };
    return html`
      <section
        class="publish"
        data-testid="publish"
        data-stage=${state.stage}
        @choose=${(event: CustomEvent<ViewEvents['choose']>): void => this.job?.choose(event.detail)}
        @cancel-hashing=${(): void => this.job?.cancel()}
        @mirrors=${(event: CustomEvent<ViewEvents['mirrors']>): void =>
          this.job?.setMirrors(event.detail)}
        @start-over=${(): void => this.job?.startOver()}
        @pause=${(): void => this.job?.pause()}
        @resume=${(): void => this.job?.resume()}
        @give-anyway=${(): void => this.job?.giveAnyway()}
      >
        ${heading(state)} ${stageView(state, this.whileAway)}
        <p class="visually-hidden" role="status">${stageWords[state.stage]}</p>
      </section>
    `;
  }
}

const stageWords: Readonly<Record<PublishState['stage'], string>> = {
  choosing: '',
  hashing: 'Computing the checksums…',
  published: 'Published. The share link is ready.',
};

function heading(state: PublishState): TemplateResult {
  const file = state.stage === 'published' ? state.published : state;
  return html`
    <div class="page-head">
      <h1 tabindex="-1">${'name' in file ? fileName(file.name) : 'Publish a file'}</h1>
      <p class="soft">
        ${'name' in file ? sizeWords(file.size) : 'The file stays on this computer; others fetch it from this tab.'}
      </p>
    </div>
  `;
}

function stageView(state: PublishState, whileAway: WhileAwayLike | undefined): TemplateResult {
  switch (state.stage) {
    case 'choosing':
      return choosing(state);
    case 'hashing':
      return html`${hashing(state)}<while-away .whileAway=${whileAway}></while-away>`;
    case 'published':
      return html`<published-view .state=${state} .whileAway=${whileAway}></published-view>`;
  }
}

function choosing(state: Stage<'choosing'>): TemplateResult {
  return html`
    ${
      state.problem === undefined
        ? nothing
        : html`<problem-note .problem=${state.problem}></problem-note>`
    }
    <drop-zone .hint=${'One file of any kind. Everyone with the link can fetch it.'}></drop-zone>
    <p class="soft">
      People who fetch it, and the tracker that introduces them, see your IP address.
    </p>
  `;
}

function hashing(state: Stage<'hashing'>): TemplateResult {
  const secondsLeft = state.speed > 0 ? (state.size - state.hashedBytes) / state.speed : undefined;
  const cancel = (event: Event): void => {
    if (event.currentTarget !== null) emit(event.currentTarget, 'cancel-hashing', undefined);
  };
  return html`
    <div class="card">
      <h2>Computing the checksums…</h2>
      <byte-progress
        .label=${'Computing the checksums'}
        .done=${state.hashedBytes}
        .total=${state.size}
        .testId=${'publish-progress'}
      ></byte-progress>
      <dl class="facts">
        <div>
          <dt>Speed</dt>
          <dd>${formatSpeed(state.speed)}</dd>
        </div>
        <div>
          <dt>Time left</dt>
          <dd>${formatDuration(secondsLeft)}</dd>
        </div>
      </dl>
      <div class="actions">
        <button type="button" data-testid="cancel-publish" @click=${cancel}>Cancel</button>
      </div>
    </div>
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'publish-page': PublishPage;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { checksumLine } from '../base/checksum-line';
import type { ReceiveState } from '../receive/receive-state';
import { emit } from './events';
import type { CheckedState } from './save-panel';
import { otherTabWords, stageWords } from './receive-words';
import './byte-progress';
import './chain-view';
import './choose-panel';
import './closing-advice';
import './copy-field';
import './obstacle-note';
import './problem-note';
import './save-panel';
import './transfer-controls';
import './transfer-status';
import './verdict-card';

type Stage<Name extends ReceiveState['stage']> = Extract<ReceiveState, { stage: Name }>;
type View = TemplateResult | typeof nothing;

/** What a stage shows between the file's name and the checksum box. */
export function stageView(state: ReceiveState): View {
  switch (state.stage) {
    case 'reading-link':
      return nothing;
    case 'choosing':
      return html`<choose-panel
        class="card"
        .release=${state.release}
        .mirrorsOnly=${state.mirrorsOnly}
      ></choose-panel>`;
    case 'receiving':
      return receiving(state);
    case 'checking':
      return checking(state);
    case 'ready':
    case 'saving':
    case 'saved':
      return checked(state);
    case 'failed':
      return failed(state);
  }
}

/** Below the checksum box, once everything is here: what this tab does for others. */
export function passingOn(state: ReceiveState): View {
  if (!('verdict' in state)) return nothing;
  const seeding = state.transfer.seeding && state.restraint.notes.length === 0;
  return html`
    <section class="card" aria-labelledby="passing-on">
      <h2 id="passing-on">${seeding ? 'Passing it on' : 'Not passed on'}</h2>
      ${state.following ? nothing : html`<p>${passingWords(seeding)}</p>`}
      ${transferStatus(state, 'Received')}
    </section>
  `;
}

function passingWords(seeding: boolean): string {
  return seeding
    ? 'Keep this tab open: others get pieces of this file from it.'
    : 'Nobody gets pieces of this file from this tab.';
}

function receiving(state: Stage<'receiving'>): TemplateResult {
  const { problem, transfer } = state;
  const note = html`<obstacle-note .problem=${problem} .transfer=${transfer}></obstacle-note>`;
  return html`
    <div class="card">
      <h2>${stageWords(state)}</h2>
      ${problem === undefined ? nothing : note}
      ${transferStatus(state, 'Received', state.activity === 'metadata')}
      <div class="actions">
        ${state.activity === 'paused' ? retryButton('Retry', 'primary') : nothing}
        ${button('Stop', '', 'stop')}
      </div>
    </div>
  `;
}

function checking(state: Stage<'checking'>): TemplateResult {
  return html`
    <div class="card">
      <h2>Computing the checksum…</h2>
      <byte-progress
        .label=${'Computing the checksum'}
        .done=${state.hashedBytes}
        .total=${state.release.size ?? state.transfer.size}
        .testId=${'check-progress'}
      ></byte-progress>
    </div>
    <div class="card">
      <h2>Everything is here</h2>
      ${transferStatus(state, 'Received')}
    </div>
  `;
}

function checked(state: CheckedState): TemplateResult {
  const { size } = state.transfer;
  return html`
    <verdict-card
      .verdict=${state.verdict}
      .digests=${state.digests}
      .place=${{ page: 'receive', size } as const}
    ></verdict-card>
    <save-panel .state=${state}></save-panel>
    ${state.stage === 'saved' ? savedNote(state) : nothing}
    <chain-view .verdict=${state.verdict} .digests=${state.digests} .size=${size}></chain-view>
  `;
}

function savedNote(state: Stage<'saved'>): TemplateResult {
  return html`
    <section class="card" aria-labelledby="saved-title">
      <h2 id="saved-title">Saved</h2>
      <p>
        ${
          state.how === 'written'
            ? 'The file was written, read back from the disk, and is the same.'
            : 'The file was handed to the browser’s downloads. The page can’t see what arrived there.'
        }
      </p>
      ${state.digests.sha256 === undefined ? nothing : ownCheck(state.digests.sha256, state)}
    </section>
  `;
}

function ownCheck(sha256: string, state: CheckedState): TemplateResult {
  return html`
    <p>
      To check it yourself, run <code>sha256sum</code> (Linux), <code>shasum -a 256</code> (macOS)
      or <code>Get-FileHash</code> (Windows) on the saved file. It must show these digits:
    </p>
    <copy-field
      .label=${'Line for sha256sum --check'}
      .value=${checksumLine(sha256, state.release.name)}
    ></copy-field>
  `;
}

function failed(state: Stage<'failed'>): TemplateResult {
  return html`
    <problem-note .problem=${state.problem}></problem-note>
    <div class="actions">
      ${retryButton('Try again', 'primary')} <a class="button" href="#/">Open another link</a>
    </div>
  `;
}

function transferStatus(
  state: Extract<ReceiveState, { transfer: unknown }>,
  label: string,
  sizeUnknown = false,
): TemplateResult {
  return html`${otherTabNote(state)}
    <transfer-status
      .label=${label}
      .transfer=${state.transfer}
      .mode=${state.mode}
      .size=${sizeUnknown ? 0 : state.transfer.size}
    ></transfer-status>
    <closing-advice .advice=${state.closing}></closing-advice>
    <transfer-controls
      .restraint=${state.restraint}
      .busy=${!('verdict' in state) || state.transfer.seeding}
    ></transfer-controls>`;
}

/** What a tab says that leaves the work to another one. */
function otherTabNote(state: Extract<ReceiveState, { transfer: unknown }>): View {
  return state.following
    ? html`<p data-testid="other-tab">${otherTabWords(state.transfer)}</p>`
    : nothing;
}

function retryButton(label: string, look: string): TemplateResult {
  return button(label, look, 'retry');
}

function button(label: string, look: string, event: 'retry' | 'stop'): TemplateResult {
  const click = (clicked: Event): void => {
    if (clicked.currentTarget !== null) emit(clicked.currentTarget, event, undefined);
  };
  return html`<button type="button" class=${look} data-testid=${event} @click=${click}>
    ${label}
  </button>`;
}

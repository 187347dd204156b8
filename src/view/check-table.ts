import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { visibleText } from '../base/display-name';
import { formatBytes } from '../base/format-bytes';
import type { FileToVerify } from '../verify/verify-state';
import type { Missing } from '../verify/find-missing';
import { resultWords, type RowResult } from './check-words';
import { emit } from './events';
import { fileName } from './file-name';
import { LightElement } from './light-element';
import './byte-progress';
import './chain-view';
import './problem-note';
import './verdict-card';

/** One row per file and per missing file; one of them at a time shows all that is behind its result. */
@customElement('check-table')
export class CheckTable extends LightElement {
  @property({ attribute: false }) files: readonly FileToVerify[] = [];
  @property({ attribute: false }) missing: Missing = { names: [], others: 0 };
  /** The file whose row was opened; the only file is open by itself. */
  @state() private opened: string | undefined;

  protected override render(): TemplateResult {
    const { files } = this;
    const [only] = files;
    const open = files.length === 1 ? only?.id : this.opened;
    return html`
      <table>
        <caption class="visually-hidden">
          Files and what came of checking them
        </caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Result</th>
            <th scope="col"><span class="visually-hidden">What you can do</span></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            files,
            ({ id }) => id,
            (file) => this.#fileRow(file, open === file.id),
          )}
          ${this.missing.names.map(missingRow)}
        </tbody>
      </table>
      ${otherLines(this.missing.others)}
    `;
  }

  #fileRow(file: FileToVerify, open: boolean): TemplateResult {
    const canClose = this.files.length > 1;
    return html`
      <tr data-testid="check-row" data-name=${file.name} data-result=${file.result}>
        <th scope="row">
          ${fileName(file.name)} <span class="soft size">${formatBytes(file.size)}</span>
        </th>
        <td>
          ${
            file.step.kind === 'hashing'
              ? progress(file, file.step.doneBytes)
              : resultBadge(file.result)
          }
        </td>
        <td>
          <div class="row-actions">
            ${file.step.kind === 'judged' && canClose ? this.#detailsButton(file, open) : nothing}
            ${this.#stepButton(file)} ${this.#button(file, 'Remove', 'remove', 'remove-file')}
          </div>
        </td>
      </tr>
      ${open || file.step.kind === 'failed' ? details(file) : nothing}
    `;
  }

  #stepButton(file: FileToVerify): TemplateResult | typeof nothing {
    switch (file.step.kind) {
      case 'waiting':
      case 'hashing':
        return this.#button(file, 'Cancel', 'check-cancel', 'cancel-check');
      case 'stopped':
      case 'judged':
      case 'failed':
        return this.#resumeButton(file);
    }
  }

  #resumeButton(file: FileToVerify): TemplateResult | typeof nothing {
    if (file.wayOn === undefined) return nothing;
    const label = file.wayOn === 'go-on' ? 'Go on' : 'Try again';
    return this.#button(file, label, 'check-resume', 'resume-check');
  }

  #detailsButton({ id, name }: FileToVerify, open: boolean): TemplateResult {
    return html`<button
      type="button"
      class="quiet"
      data-testid="check-details"
      aria-expanded=${open ? 'true' : 'false'}
      aria-label="Details: ${visibleText(name)}"
      @click=${(): void => {
        this.opened = open ? undefined : id;
      }}
    >
      Details
    </button>`;
  }

  #button(
    { id, name }: FileToVerify,
    label: string,
    testId: string,
    event: 'cancel-check' | 'resume-check' | 'remove-file',
  ): TemplateResult {
    return html`<button
      type="button"
      class="quiet"
      data-testid=${testId}
      aria-label="${label}: ${visibleText(name)}"
      @click=${(): void => emit(this, event, id)}
    >
      ${label}
    </button>`;
  }
}

function otherLines(count: number): TemplateResult | typeof nothing {
  if (count === 0) return nothing;
  const words = count === 1 ? 'more line is for another file' : 'more lines are for other files';
  return html`<p class="soft" data-testid="other-lines">
    ${count.toLocaleString('en')} ${words}.
  </p>`;
}

function missingRow(name: string): TemplateResult {
  return html`
    <tr data-testid="check-row" data-name=${name} data-result="missing">
      <th scope="row">${fileName(name)}</th>
      <td>${resultBadge('missing')}</td>
      <td></td>
    </tr>
  `;
}

function resultBadge(result: RowResult): TemplateResult {
  const { sign, words } = resultWords[result];
  return html`<span class="result" data-result=${result}
    ><span class="result-sign" aria-hidden="true">${sign}</span>${words}</span
  >`;
}

function progress(file: FileToVerify, doneBytes: number): TemplateResult {
  return html`<byte-progress
    .label=${`Computing the checksum: ${visibleText(file.name)}`}
    .done=${doneBytes}
    .total=${file.size}
    .testId=${'check-progress'}
  ></byte-progress>`;
}

function details({ step, size }: FileToVerify): TemplateResult | typeof nothing {
  if (step.kind === 'failed')
    return wide(html`<problem-note .problem=${step.problem}></problem-note>`);
  if (step.kind !== 'judged') return nothing;
  const { verdict, digests } = step;
  return wide(html`
    <verdict-card
      .verdict=${verdict}
      .digests=${digests}
      .place=${{ page: 'check', size } as const}
    ></verdict-card>
    <chain-view .verdict=${verdict} .digests=${digests} .size=${size}></chain-view>
  `);
}

function wide(content: TemplateResult): TemplateResult {
  return html`<tr class="wide">
    <td colspan="3"><div class="row-details">${content}</div></td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'check-table': CheckTable;
  }
}

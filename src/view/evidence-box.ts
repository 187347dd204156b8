import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { visibleText } from '../base/display-name';
import { formatBytes } from '../base/format-bytes';
import type { EvidenceState, MatchedEvidence } from '../check/evidence';
import { emit } from './events';
import { evidenceWords, pastedId, type DocumentWords } from './evidence-words';
import { fileName } from './file-name';
import { LightElement } from './light-element';
import { glossary } from './glossary';
import './key-list';
import './problem-note';
import { WatchText } from './watch-text';

/** How long typing pauses before the text is looked at. */
const typingPauseMs = 150;

/** What the box shows; `matched` is what it says of the file at hand, when there is one. */
export type BoxReport = EvidenceState & { readonly matched?: MatchedEvidence | undefined };

/** Where a person brings what the distributor publishes: checksums, lists, signatures, keys. */
@customElement('evidence-box')
export class EvidenceBox extends LightElement {
  @property({ attribute: false }) report: BoxReport | undefined;
  @state() private over = false;
  @state() private hasText = false;
  readonly #text = new WatchText(this, typingPauseMs, (text) => emit(this, 'paste-text', text));

  protected override render(): TemplateResult {
    const { report } = this;
    return html`
      <div
        class="evidence ${this.over ? 'over' : ''}"
        @dragover=${this.#dragOver}
        @dragleave=${this.#dragLeave}
        @drop=${this.#drop}
        @paste=${this.#paste}
      >
        <h2><label for="checksum-input">What the distributor publishes</label></h2>
        <p class="soft" id="checksum-hint">
          Paste the checksum, or all of the checksum list, from the page of whoever made this file.
          Lists, signatures and keys that are files can be dropped here.
        </p>
        ${glossary} ${this.#box()} ${report === undefined ? nothing : this.#found(report)}
      </div>
    `;
  }

  #box(): TemplateResult {
    return html`
      <textarea
        id="checksum-input"
        class="mono"
        rows="3"
        data-testid="checksum-input"
        aria-describedby="checksum-hint"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        @input=${this.#input}
        @change=${this.#text.change}
      ></textarea>
      <div class="actions">
        <label class="file-button"
          ><span>Choose lists, signatures, keys…</span>
          <input type="file" multiple data-testid="evidence-input" @change=${this.#chosen} />
        </label>
        ${
          this.hasText || (this.report?.text ?? '') !== ''
            ? html`<button type="button" class="quiet" @click=${this.#clear}>
                Take back the text
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #found(report: BoxReport): TemplateResult {
    const words = evidenceWords(report, report.matched);
    const summary = visibleText(words.summary);
    return html`
      <p class="recognised" role="status" data-testid="paste-summary">${summary}</p>
      ${documentWords(words.pasted)}
      ${words.problem ? html`<problem-note .problem=${words.problem}></problem-note>` : nothing}
      ${
        report.files.length === 0
          ? nothing
          : html`<ul class="documents">
              ${report.files.map((file) => this.#document(file, words.documents.get(file.id)))}
            </ul>`
      }
      <key-list .keys=${report.evidence.keys}></key-list>
    `;
  }

  #document(
    { id, name, size }: EvidenceState['files'][number],
    words: DocumentWords | undefined,
  ): TemplateResult {
    return html`
      <li data-testid="document" data-name=${name}>
        <div class="document-head">
          <p>${fileName(name)} <span class="soft">${formatBytes(size)}</span></p>
          <button
            type="button"
            class="quiet"
            data-testid="remove-document"
            aria-label="Remove: ${visibleText(name)}"
            @click=${(): void => emit(this, 'remove-document', id)}
          >
            Remove
          </button>
        </div>
        ${words === undefined ? nothing : documentWords(words)}
      </li>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('report')) this.#text.restore(this.report?.text ?? '');
  }

  readonly #input = (event: InputEvent): void => {
    this.#text.input(event);
    this.hasText = !this.#text.isEmpty;
  };

  readonly #clear = (): void => {
    // The button that had the focus goes away; the box gets it.
    this.#text.clear();
    this.hasText = false;
    emit(this, 'remove-document', pastedId);
  };

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.#bring(input.files);
    input.value = '';
  };

  readonly #dragOver = (event: DragEvent): void => {
    // Text that is dragged into the box is none of this.
    if (!(event.dataTransfer?.types.includes('Files') ?? false)) return;
    event.preventDefault();
    this.over = true;
  };

  readonly #dragLeave = (): void => {
    this.over = false;
  };

  readonly #drop = (event: DragEvent): void => {
    this.over = false;
    if (this.#bring(event.dataTransfer?.files)) event.preventDefault();
  };

  readonly #paste = (event: ClipboardEvent): void => {
    // Copied from a table, text comes with a picture of itself: the text is what is meant.
    if (event.clipboardData?.types.includes('text/plain') ?? false) return;
    if (this.#bring(event.clipboardData?.files)) event.preventDefault();
  };

  #bring(files: FileList | null | undefined): boolean {
    const brought = [...(files ?? [])];
    if (brought.length > 0) emit(this, 'bring-files', brought);
    return brought.length > 0;
  }
}

function documentWords({ lines, problems }: DocumentWords): TemplateResult {
  return html`
    ${lines.map((line) => html`<p class="recognised"><bdi>${visibleText(line)}</bdi></p>`)}
    ${problems.map((problem) => html`<problem-note .problem=${problem}></problem-note>`)}
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'evidence-box': EvidenceBox;
  }
}

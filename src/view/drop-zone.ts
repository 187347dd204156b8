import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { emit } from './events';
import { LightElement } from './light-element';

/** Takes files, dropped or chosen: one, emitted as `choose`, or several, as `choose-files`. */
@customElement('drop-zone')
export class DropZone extends LightElement {
  @property({ attribute: false }) heading = 'Drop a file here, or choose one';
  @property({ attribute: false }) hint = '';
  @property({ attribute: false }) multiple = false;
  @property({ attribute: false }) testId = 'publish-input';
  @state() private over = false;
  @state() private complaint = '';

  protected override render(): TemplateResult {
    return html`
      <div
        class="drop-zone ${this.over ? 'over' : ''}"
        @dragover=${this.#dragOver}
        @dragleave=${this.#dragLeave}
        @drop=${this.#drop}
      >
        <label>
          <span class="drop-title">${this.heading}</span>
          ${this.hint === '' ? nothing : html`<span class="soft">${this.hint}</span>`}
          <input
            type="file"
            data-testid=${this.testId}
            ?multiple=${this.multiple}
            @change=${this.#change}
          />
        </label>
        <p class="complaint" role="status">${this.complaint}</p>
      </div>
    `;
  }

  readonly #dragOver = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  readonly #dragLeave = (): void => {
    this.over = false;
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    this.#take([...(event.dataTransfer?.files ?? [])]);
  };

  readonly #change = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.#take([...(input.files ?? [])]);
    // Otherwise choosing the same file again would not be a change.
    input.value = '';
  };

  #take(files: readonly File[]): void {
    const [file] = files;
    this.complaint = files.length > 1 && !this.multiple ? onlyOne : '';
    if (file === undefined || this.complaint !== '') return;
    if (this.multiple) emit(this, 'choose-files', files);
    else emit(this, 'choose', file);
  }
}

const onlyOne = 'One file at a time: put several into an archive first.';

declare global {
  interface HTMLElementTagNameMap {
    'drop-zone': DropZone;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { emit } from './events';
import { LightElement } from './light-element';

/** Takes one file, dropped or chosen, and emits it as `choose`. */
@customElement('drop-zone')
export class DropZone extends LightElement {
  @property({ attribute: false }) hint = '';
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
          <span class="drop-title">Drop a file here, or choose one</span>
          ${this.hint === '' ? nothing : html`<span class="soft">${this.hint}</span>`}
          <input type="file" data-testid="publish-input" @change=${this.#change} />
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
    this.#take(event.dataTransfer?.files);
  };

  readonly #change = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.#take(input.files);
    // Otherwise choosing the same file again would not be a change.
    input.value = '';
  };

  #take(files: FileList | null | undefined): void {
    const file = files?.[0];
    this.complaint = files !== null && files !== undefined && files.length > 1 ? onlyOne : '';
    if (file !== undefined && this.complaint === '') emit(this, 'choose', file);
  }
}

const onlyOne = 'One file at a time: put several into an archive first.';

declare global {
  interface HTMLElementTagNameMap {
    'drop-zone': DropZone;
  }
}

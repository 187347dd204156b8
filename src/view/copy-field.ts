import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { LightElement } from './light-element';

/** Keeps generated ids apart. */
let made = 0;

/** A text to hand on, with a Copy button. Where the clipboard is refused, the text gets selected. */
@customElement('copy-field')
export class CopyField extends LightElement {
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) value = '';
  /** `field`: one line that scrolls; `block`: the whole text, wrapped. */
  @property({ attribute: false }) look: 'field' | 'block' = 'block';
  @property({ attribute: false }) testId: string | undefined;
  @state() private outcome = '';
  readonly #id = `copy-field-${made++}`;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('value')) this.outcome = '';
  }

  protected override render(): TemplateResult {
    return html`
      <div class="copy-head">
        ${
          this.look === 'field'
            ? html`<label for=${this.#id}>${this.label}</label>`
            : html`<span id="${this.#id}-label">${this.label}</span>`
        }
        <span class="copy-outcome" role="status">${this.outcome}</span>
      </div>
      <div class="copy-row">
        ${this.look === 'field' ? this.#field() : this.#block()}
        <button type="button" aria-label="Copy: ${this.label}" @click=${this.#copy}>Copy</button>
      </div>
    `;
  }

  #field(): TemplateResult {
    return html`<input
      id=${this.#id}
      class="mono"
      readonly
      data-testid=${ifDefined(this.testId)}
      .value=${this.value}
      @focus=${this.#select}
    />`;
  }

  #block(): TemplateResult {
    // Nothing but the value between the tags: its text is what automation reads.
    return html`<code
      id=${this.#id}
      tabindex="0"
      role="group"
      aria-labelledby="${this.#id}-label"
      data-testid=${ifDefined(this.testId)}
      >${this.value === '' ? nothing : this.value}</code
    >`;
  }

  readonly #copy = (): void => void this.#toClipboard();

  async #toClipboard(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.value);
      this.outcome = 'Copied';
    } catch {
      // No permission, or no clipboard at all on this page.
      this.#select();
      this.outcome = 'Selected: copy it with Ctrl+C or ⌘C';
    }
  }

  readonly #select = (): void => {
    const shown = document.getElementById(this.#id);
    if (shown instanceof HTMLInputElement) shown.select();
    else if (shown !== null) getSelection()?.selectAllChildren(shown);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'copy-field': CopyField;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Bounds } from '../base/limits';
import { emit } from './events';
import { LightElement } from './light-element';
import { outOfBoundsWords, parseAmount, rateUnits, unitFor } from './limit-words';

/**
 * One limit: a number that holds as soon as the field is left, or none.
 */
@customElement('limit-field')
export class LimitField extends LightElement {
  /** Also the `data-testid` of its input: unique on the page. */
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) label = '';
  @property({ attribute: false }) hint = '';
  @property({ attribute: false }) value: number | undefined;
  @property({ attribute: false }) bounds: Bounds = { least: 0, most: Infinity };
  /** What "No limit" turns into when it is taken away; absent: there is always a limit. */
  @property({ attribute: false }) suggestion: number | undefined;
  /** Shown in kB/s or MB/s. */
  @property({ attribute: false }) isRate = false;
  @property({ attribute: false }) isWhole = false;
  @state() private unit: number | undefined;
  @state() private complaint = '';

  protected override render(): TemplateResult {
    const { name, value, complaint } = this;
    return html`
      <fieldset class="limit">
        <legend>${this.label}</legend>
        <div class="limit-row">
          ${this.suggestion === undefined ? nothing : this.#noLimit()}
          <input
            type="number"
            inputmode="decimal"
            step=${this.isWhole ? 1 : 'any'}
            data-testid=${name}
            aria-label=${this.label}
            aria-describedby="${name}-hint ${name}-complaint"
            aria-invalid=${complaint === '' ? 'false' : 'true'}
            autocomplete="off"
            .value=${value === undefined ? '' : String(value / this.#unit)}
            @change=${this.#typed}
          />
          ${this.isRate ? this.#units() : nothing}
        </div>
        <p class="soft" id="${name}-hint">${this.hint}</p>
        <p class="limit-complaint" id="${name}-complaint" role="alert">${complaint}</p>
      </fieldset>
    `;
  }

  get #unit(): number {
    return this.isRate ? (this.unit ?? unitFor(this.value)) : 1;
  }

  #noLimit(): TemplateResult {
    return html`<label class="limit-none">
      <input
        type="checkbox"
        data-testid="${this.name}-none"
        .checked=${this.value === undefined}
        @change=${this.#noLimitChanged}
      />
      No limit
    </label>`;
  }

  #units(): TemplateResult {
    return html`<select
      data-testid="${this.name}-unit"
      aria-label="Unit of: ${this.label}"
      @change=${this.#unitChanged}
    >
      ${rateUnits.map(
        ({ name, bytes }) =>
          html`<option value=${bytes} .selected=${bytes === this.#unit}>${name}</option>`,
      )}
    </select>`;
  }

  readonly #typed = (event: Event): void => {
    const { value, validity } = event.currentTarget as HTMLInputElement;
    // What is no number reads as empty, and empty means no limit.
    if (value === '' && !validity.badInput && this.suggestion !== undefined) this.#give(undefined);
    else this.#take(parseAmount(value, this.#unit, this.isWhole || this.isRate));
  };

  readonly #unitChanged = (event: Event): void => {
    const shown = this.value === undefined ? undefined : this.value / this.#unit;
    this.unit = Number((event.currentTarget as HTMLSelectElement).value);
    if (shown !== undefined) this.#take(Math.round(shown * this.unit));
  };

  readonly #noLimitChanged = (event: Event): void => {
    const { checked } = event.currentTarget as HTMLInputElement;
    this.#give(checked ? undefined : this.suggestion);
  };

  #take(value: number | undefined): void {
    const { least, most } = this.bounds;
    if (value !== undefined && value >= least && value <= most) this.#give(value);
    else this.complaint = outOfBoundsWords(this.bounds, this.isRate);
  }

  #give(value: number | undefined): void {
    this.complaint = '';
    // Shown as it came out, also when it is what it was before.
    this.value = value;
    emit(this, 'limit', { value });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'limit-field': LimitField;
  }
}

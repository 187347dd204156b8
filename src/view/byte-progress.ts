import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { formatBytes } from '../base/format-bytes';
import { percent } from '../base/percent';
import { LightElement } from './light-element';

/** A progress bar over bytes, with the same in words beneath it. */
@customElement('byte-progress')
export class ByteProgress extends LightElement {
  /** What is under way; the accessible name. */
  @property({ attribute: false }) label = '';
  /** Bytes. */
  @property({ attribute: false }) done = 0;
  /** Bytes; 0 when it is not known, which shows as a bar without an end. */
  @property({ attribute: false }) total = 0;
  @property({ attribute: false }) testId: string | undefined;
  /** Bytes by origin, for automation. */
  @property({ attribute: false }) fromPeersBytes: number | undefined;
  @property({ attribute: false }) fromMirrorsBytes: number | undefined;

  protected override render(): TemplateResult {
    const known = this.total > 0;
    const perCent = percent(this.done, this.total);
    const words = known
      ? `${formatBytes(this.done)} of ${formatBytes(this.total)}`
      : formatBytes(this.done);
    return html`
      <div
        role="progressbar"
        aria-label=${this.label}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${perCent}
        aria-valuetext="${perCent} %, ${words}"
        data-testid=${ifDefined(this.testId)}
        data-from-peers=${ifDefined(this.fromPeersBytes)}
        data-from-mirrors=${ifDefined(this.fromMirrorsBytes)}
      >
        <progress max="1" value=${ifDefined(known ? this.done / this.total : undefined)}></progress>
      </div>
      ${
        known
          ? html`<p class="progress-words"><span>${perCent} %</span><span>${words}</span></p>`
          : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'byte-progress': ByteProgress;
  }
}

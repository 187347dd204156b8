import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { defaultLimits, limitBounds, type Limits } from '../base/limits';
import type { ViewEvents } from './events';
import type { SettingsLike } from './jobs';
import { LightElement } from './light-element';
import type { LimitField } from './limit-field';
import { amountWords, changedWords, notKeptWords } from './limit-words';
import { Observe } from './observe';
import './limit-field';

/** How much the page may use. What is changed holds at once. */
@customElement('settings-page')
export class SettingsPage extends LightElement {
  @property({ attribute: false }) settings: SettingsLike | undefined;
  @state() private status = '';

  constructor() {
    super();
    new Observe(this, () => this.settings);
  }

  protected override render(): TemplateResult {
    const { limits, kept } = this.settings?.state ?? { limits: defaultLimits, kept: true };
    return html`
      <section class="settings" data-testid="settings" @change=${this.#aboutToChange}>
        <div class="page-head">
          <h1 tabindex="-1">Settings</h1>
          <p class="soft">For this browser. What you change here holds at once.</p>
        </div>
        <div class="card">
          <h2>Speed</h2>
          ${this.#uploadField(limits)} ${this.#downloadField(limits)}
        </div>
        <div class="card">
          <h2>Giving to others</h2>
          ${this.#ratioField(limits)} ${this.#peersField(limits)}
        </div>
        <p class="settings-status" role="status" data-testid="settings-status">${this.status}</p>
        ${kept || this.status !== '' ? nothing : html`<p class="soft">${notKeptWords}</p>`}
      </section>
    `;
  }

  /** What was said of the last change would stand beside a complaint about this one. */
  readonly #aboutToChange = {
    handleEvent: (): void => void (this.status = ''),
    capture: true,
  };

  #uploadField({ uploadRate }: Limits): TemplateResult {
    return html`<limit-field
      .name=${'limit-upload'}
      .label=${'Upload at most'}
      .hint=${'All that other people get from this tab, whichever the file.'}
      .isRate=${true}
      .value=${uploadRate}
      .bounds=${limitBounds.uploadRate}
      .suggestion=${1_000_000}
      @limit=${this.#change((uploadRate) => ({ uploadRate }))}
    ></limit-field>`;
  }

  #downloadField({ downloadRate }: Limits): TemplateResult {
    return html`<limit-field
      .name=${'limit-download'}
      .label=${'Download at most'}
      .hint=${'From other people and mirrors together, in this tab.'}
      .isRate=${true}
      .value=${downloadRate}
      .bounds=${limitBounds.downloadRate}
      .suggestion=${5_000_000}
      @limit=${this.#change((downloadRate) => ({ downloadRate }))}
    ></limit-field>`;
  }

  #ratioField({ stopAtRatio }: Limits): TemplateResult {
    return html`<limit-field
      .name=${'limit-ratio'}
      .label=${'Stop giving a complete file after this many times its size'}
      .hint=${'1 gives each byte back once. Counted over all visits.'}
      .value=${stopAtRatio}
      .bounds=${limitBounds.stopAtRatio}
      .suggestion=${2}
      @limit=${this.#change((stopAtRatio) => ({ stopAtRatio }))}
    ></limit-field>`;
  }

  #peersField({ mostPeers }: Limits): TemplateResult {
    return html`<limit-field
      .name=${'limit-peers'}
      .label=${'Connections to other people at most, for each file'}
      .hint=${`Usually ${defaultLimits.mostPeers}. Fewer are easier on a weak router.`}
      .isWhole=${true}
      .value=${mostPeers}
      .bounds=${limitBounds.mostPeers}
      @limit=${this.#change((value) => ({ mostPeers: value ?? defaultLimits.mostPeers }))}
    ></limit-field>`;
  }

  #change(toChange: (value: number | undefined) => Partial<Limits>) {
    return ({ detail: { value }, currentTarget }: CustomEvent<ViewEvents['limit']>): void => {
      const { settings } = this;
      if (settings === undefined) return;
      settings.change({ ...settings.state.limits, ...toChange(value) });
      const { label, isRate } = currentTarget as LimitField;
      this.status = changedWords(label, amountWords(value, isRate), settings.state.kept);
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'settings-page': SettingsPage;
  }
}

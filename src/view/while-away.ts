import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { WhileAwayLike } from './jobs';
import { LightElement } from './light-element';
import { Observe } from './observe';
import { answerWords, screenWords } from './while-away-words';

/** What the page may do while the person looks elsewhere. Each only when it is asked for. */
@customElement('while-away')
export class WhileAway extends LightElement {
  @property({ attribute: false }) whileAway: WhileAwayLike | undefined;
  /** False: what goes on has no end to be told of. */
  @property({ attribute: false }) ends = true;

  constructor() {
    super();
    new Observe(this, () => this.whileAway?.notices);
    new Observe(this, () => this.whileAway?.screenLock);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.whileAway === undefined) return nothing;
    const notices = this.whileAway.notices.state;
    const screen = this.whileAway.screenLock.state;
    const asksNotices = this.ends && notices.supported;
    if (!asksNotices && screen === 'unsupported') return nothing;
    const words = [
      asksNotices && notices.answer !== undefined ? answerWords[notices.answer] : '',
      screenWords[screen],
    ];
    return html`
      ${asksNotices ? this.#noticeChoice(notices.wanted) : nothing}
      ${screen === 'unsupported' ? nothing : this.#screenChoice(screen === 'on')}
      <p class="soft" role="status" data-testid="while-away-status">
        ${words.filter((sentence) => sentence !== '').join(' ')}
      </p>
    `;
  }

  #noticeChoice(wanted: boolean): TemplateResult {
    return html`<label>
      <input type="checkbox" data-testid="tell-me" .checked=${live(wanted)} @change=${this.#tell} />
      Tell me when it is done
    </label>`;
  }

  #screenChoice(on: boolean): TemplateResult {
    return html`<label>
      <input
        type="checkbox"
        data-testid="keep-screen-on"
        .checked=${live(on)}
        @change=${this.#keepOn}
      />
      Keep the screen on
    </label>`;
  }

  readonly #tell = (event: Event): void => this.whileAway?.notices.want(isChecked(event));
  readonly #keepOn = (event: Event): void => this.whileAway?.screenLock.keepOn(isChecked(event));
}

function isChecked(event: Event): boolean {
  return (event.currentTarget as HTMLInputElement).checked;
}

declare global {
  interface HTMLElementTagNameMap {
    'while-away': WhileAway;
  }
}

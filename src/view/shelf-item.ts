import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatBytes } from '../base/format-bytes';
import { isProgram } from '../base/is-program';
import { quotedName } from '../base/quoted-name';
import type { ShelfItem } from '../shelf/shelf-state';
import { emit, type ViewEvents } from './events';
import { fileName } from './file-name';
import { LightElement } from './light-element';
import { comparedWords, givenWords, nameOrHash, phaseWords } from './shelf-words';
import './byte-progress';

type Action = Extract<keyof ViewEvents, `${string}-release`>;
type Part = TemplateResult | typeof nothing;

/** One release on the shelf. Removing it is asked for, not done: a dialog comes before. */
@customElement('shelf-item')
export class ShelfItemView extends LightElement {
  @property({ attribute: false }) item: ShelfItem | undefined;

  protected override render(): Part {
    const { item } = this;
    if (item === undefined) return nothing;
    return html`
      <h2>${heading(item)}</h2>
      <p data-testid="shelf-phase">${phaseWords(item)}</p>
      ${progress(item)} ${facts(item)}
      <div class="actions">
        ${this.#saving(item)} ${this.#sharing(item)} ${this.#removing(item)}
      </div>
    `;
  }

  #saving(item: ShelfItem): Part {
    if (item.savedBytes !== undefined || !isComplete(item) || item.kind === 'published')
      return nothing;
    // What is said of programs, and of weak verdicts, is said on its page.
    if (!item.canSave || isProgram(item.name ?? '')) return pageLink(item);
    return this.#button(item, 'save-release', item.saved ? 'Save again' : 'Save', 'save');
  }

  #sharing(item: ShelfItem): Part {
    if (item.state === 'paused') return this.#button(item, 'resume-release', 'Resume', 'pause');
    if (item.state !== 'seeding') return nothing;
    const stop = this.#button(item, 'stop-release', 'Stop sharing', 'stop');
    return html`
      ${this.#button(item, 'pause-release', 'Pause', 'pause')}
      ${item.kind === 'held' ? stop : nothing}
    `;
  }

  #removing(item: ShelfItem): Part {
    if (item.kind === 'published') return nothing;
    return this.#button(item, 'remove-release', 'Remove…', 'remove');
  }

  #button(item: ShelfItem, action: Action, label: string, testId: string): TemplateResult {
    const press = (): void => emit(this, action, item.infoHash);
    return html`<button
      type="button"
      data-testid=${testId}
      aria-label="${label} ${quotedName(nameOrHash(item))}"
      @click=${press}
    >
      ${label}
    </button>`;
  }
}

function heading(item: ShelfItem): TemplateResult {
  const name = fileName(nameOrHash(item));
  return item.page === undefined ? name : html`<a href="#${item.page}">${name}</a>`;
}

/** Where the verdict is earned, and what it says is said in full. */
function pageLink({ page }: ShelfItem): Part {
  return page === undefined ? nothing : html`<a class="button" href="#${page}">Open to save</a>`;
}

function progress(item: ShelfItem): Part {
  const { savedBytes, size = 0 } = item;
  if (savedBytes !== undefined) return bar('Saving', savedBytes, size);
  if (item.kind === 'published' || isComplete(item)) return nothing;
  return item.heldBytes > 0 || item.state === 'seeding'
    ? bar('Received', item.heldBytes, size)
    : nothing;
}

function bar(label: string, done: number, total: number): TemplateResult {
  return html`<byte-progress .label=${label} .done=${done} .total=${total}></byte-progress>`;
}

function facts(item: ShelfItem): TemplateResult {
  const { size } = item;
  return html`<dl class="facts">
    <div>
      <dt>Size</dt>
      <dd>${size === undefined ? 'not known yet' : formatBytes(size)}</dd>
    </div>
    <div>
      <dt>Passed on</dt>
      <dd data-testid="shelf-given">${givenWords(item)}</dd>
    </div>
    <div>
      <dt>Checksum</dt>
      <dd data-testid="shelf-verdict" data-verdict=${item.verdict?.kind ?? nothing}>
        ${comparedWords(item)}
      </dd>
    </div>
  </dl>`;
}

function isComplete({ size, heldBytes }: ShelfItem): boolean {
  return size !== undefined && heldBytes === size;
}

declare global {
  interface HTMLElementTagNameMap {
    'shelf-item': ShelfItemView;
  }
}

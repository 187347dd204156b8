import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ShelfItem, ShelfState } from '../shelf/shelf-state';
import type { ViewEvents } from './events';
import { KeepFocus } from './keep-focus';
import { LightElement } from './light-element';
import { Observe } from './observe';
import type { ShelfLike } from './shelf-like';
import { removalWords, totalWords } from './shelf-words';
import './problem-note';
import './shelf-item';
import './shelf-persistence';
import './shelf-remove';

type Named = CustomEvent<ViewEvents['pause-release']>;

/** Everything that this browser holds or seeds. */
@customElement('shelf-page')
export class ShelfPage extends LightElement {
  @property({ attribute: false }) shelf: ShelfLike | undefined;

  constructor() {
    super();
    new Observe(this, () => this.shelf?.list);
    new Observe(this, () => this.shelf?.persistence);
    new KeepFocus(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.shelf === undefined) return nothing;
    const { list, persistence } = this.shelf;
    const { state } = list;
    return html`
      <section
        class="shelf"
        data-testid="shelf"
        @pause-release=${({ detail }: Named): void => list.pause(detail)}
        @resume-release=${({ detail }: Named): void => list.resume(detail)}
        @stop-release=${({ detail }: Named): void => list.stop(detail)}
        @save-release=${({ detail }: Named): void => list.save(detail)}
        @ask-to-keep=${(): void => persistence.ask()}
      >
        ${heading(state)} ${problem(state)}
        <div @remove-release=${this.#ask}>${items(state)}</div>
        <section class="card" aria-labelledby="shelf-kept">
          <h2 id="shelf-kept">How long it stays here</h2>
          <shelf-persistence .state=${persistence.state}></shelf-persistence>
        </section>
        <shelf-remove
          @remove-release=${({ detail }: Named): void => list.remove(detail)}
        ></shelf-remove>
      </section>
    `;
  }

  readonly #ask = ({ detail }: Named): void => {
    const item = this.shelf?.list.state.items?.find(({ infoHash }) => infoHash === detail);
    if (item !== undefined) void this.querySelector('shelf-remove')?.ask(item);
  };
}

function heading({ items, room, removal }: ShelfState): TemplateResult {
  return html`<div class="page-head">
    <h1 tabindex="-1">What this browser holds</h1>
    <p class="soft">
      Keep this tab open: others get the files from it that are not paused or stopped.
    </p>
    ${
      items === undefined
        ? nothing
        : html`<p class="shelf-total" data-testid="shelf-total">${totalWords(items, room)}</p>`
    }
    <p role="status" data-testid="shelf-status">
      ${removal === undefined ? nothing : removalWords(removal, room)}
    </p>
  </div>`;
}

function problem(state: ShelfState): TemplateResult | typeof nothing {
  return state.problem === undefined
    ? nothing
    : html`<problem-note .problem=${state.problem}></problem-note>`;
}

function items({ items, problem }: ShelfState): TemplateResult | typeof nothing {
  if (items === undefined) return html`<p class="soft">Looking…</p>`;
  if (items.length > 0) return list(items);
  return problem === undefined ? nothingHeld : nothing;
}

/** The role is what some browsers take away from lists without bullets. */
function list(items: readonly ShelfItem[]): TemplateResult {
  return html`<ul class="shelf-list" role="list" aria-label="Files">
    ${repeat(
      items,
      ({ kind, infoHash }) => `${kind} ${infoHash}`,
      (item) =>
        html`<li
          class="card"
          data-testid="shelf-item"
          data-info-hash=${item.infoHash}
          data-state=${item.state}
        >
          <shelf-item .item=${item}></shelf-item>
        </li>`,
    )}
  </ul>`;
}

const nothingHeld = html`<div class="card" data-testid="shelf-empty">
  <h2>Nothing yet</h2>
  <p>Files that you receive in this browser are listed here, for as long as it holds them.</p>
  <div class="actions">
    <a class="button" href="#/">Open a share link</a>
    <a class="button" href="#/publish">Publish a file</a>
  </div>
</div>`;

declare global {
  interface HTMLElementTagNameMap {
    'shelf-page': ShelfPage;
  }
}

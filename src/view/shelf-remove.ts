import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatBytes } from '../base/format-bytes';
import { quotedName } from '../base/quoted-name';
import type { ShelfItem } from '../shelf/shelf-state';
import { emit } from './events';
import { LightElement } from './light-element';
import { nameOrHash } from './shelf-words';

/** The step before a release is removed: names the file and the bytes. */
@customElement('shelf-remove')
export class ShelfRemove extends LightElement {
  /** What is to be removed. */
  @property({ attribute: false }) item: ShelfItem | undefined;

  /** Asks about another release. */
  async ask(item: ShelfItem): Promise<void> {
    this.item = item;
    await this.updateComplete;
    this.querySelector('dialog')?.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { item } = this;
    if (item === undefined) return nothing;
    return html`
      <dialog aria-labelledby="remove-title">
        <h2 id="remove-title">Remove ${quotedName(nameOrHash(item))} from this browser?</h2>
        <p>
          This frees ${formatBytes(item.heldBytes)}. A copy that you saved stays where it is. Nobody
          gets the file from this browser any more, and to save it again it has to be fetched again.
        </p>
        <div class="actions">
          <button type="button" autofocus data-testid="remove-cancel" @click=${this.#close}>
            Keep it
          </button>
          <button
            type="button"
            class="caution"
            data-testid="remove-confirm"
            @click=${(): void => this.#agree(item)}
          >
            Remove
          </button>
        </div>
      </dialog>
    `;
  }

  readonly #close = (): void => this.querySelector('dialog')?.close();

  #agree({ infoHash }: ShelfItem): void {
    this.#close();
    emit(this, 'remove-release', infoHash);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shelf-remove': ShelfRemove;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { VerifyState } from '../verify/verify-state';
import { fileWords, matchedOf, tableWords } from './check-words';
import { emit, type ViewEvents } from './events';
import { fileName } from './file-name';
import type { VerifyJobLike, WhileAwayLike } from './jobs';
import { KeepFocus } from './keep-focus';
import { LightElement } from './light-element';
import { Observe } from './observe';
import { isUnderWay } from './work';
import { workOfVerify } from './work-of-verify';
import './check-table';
import './drop-zone';
import './evidence-box';
import './while-away';

type Detail<Name extends keyof ViewEvents> = CustomEvent<ViewEvents[Name]>;

/** Files that are on the disk already, checked against what their distributor publishes. */
@customElement('check-page')
export class CheckPage extends LightElement {
  @property({ attribute: false }) job: VerifyJobLike | undefined;
  @property({ attribute: false }) whileAway: WhileAwayLike | undefined;

  constructor() {
    super();
    new Observe(this, () => this.job);
    new KeepFocus(this);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { job } = this;
    if (job === undefined) return nothing;
    return html`
      <section
        class="check"
        data-testid="check"
        @choose-files=${({ detail }: Detail<'choose-files'>): void => job.addFiles(detail)}
        @paste-text=${({ detail }: Detail<'paste-text'>): void => job.paste(detail)}
        @bring-files=${({ detail }: Detail<'bring-files'>): void => job.bringFiles(detail)}
        @remove-document=${({ detail }: Detail<'remove-document'>): void =>
          job.removeDocument(detail)}
        @remember-key=${({ detail }: Detail<'remember-key'>): void => job.rememberKey(detail)}
        @forget-key=${({ detail }: Detail<'forget-key'>): void => job.forgetKey(detail)}
        @check-as-file=${({ detail }: Detail<'check-as-file'>): void => job.checkAsFile(detail)}
        @cancel-check=${({ detail }: Detail<'cancel-check'>): void => job.cancel(detail)}
        @resume-check=${({ detail }: Detail<'resume-check'>): void => job.resume(detail)}
        @remove-file=${({ detail }: Detail<'remove-file'>): void => job.remove(detail)}
        @start-over=${(): void => job.startOver()}
        @dragover=${preventLeaving}
        @drop=${this.#dropBeside}
      >
        ${pageHead} ${view(job.state)}
        ${
          isUnderWay(workOfVerify(job.state))
            ? html`<while-away .whileAway=${this.whileAway}></while-away>`
            : nothing
        }
      </section>
    `;
  }

  /** A file that misses both zones would otherwise replace the page. */
  readonly #dropBeside = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (event.defaultPrevented || files.length === 0) return;
    event.preventDefault();
    this.job?.addFiles(files);
  };
}

function preventLeaving(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files') ?? false) event.preventDefault();
}

const pageHead = html`
  <div class="page-head">
    <h1 tabindex="-1">Check a file</h1>
    <p class="soft">
      Is a file that you already have the one that its distributor published? It is compared in this
      tab: nothing of it is sent anywhere, and no network is needed.
    </p>
  </div>
`;

function view(state: VerifyState): TemplateResult {
  const { files, evidence, round } = state;
  const zone = { hint: files.length === 0 ? 'Of any size, as many as you like.' : '' };
  return html`
    <section aria-labelledby="check-files">
      <h2 id="check-files">Files to check</h2>
      <drop-zone
        class=${files.length === 0 ? '' : 'compact'}
        .heading=${files.length === 0 ? 'Drop files here, or choose them' : 'Drop or choose more'}
        .hint=${zone.hint}
        .multiple=${true}
        .testId=${'check-input'}
      ></drop-zone>
      ${takenAsEvidence(state)}
    </section>
    ${keyed(
      round,
      html`<evidence-box
        class="card"
        .report=${{ ...evidence, matched: matchedOf(files) }}
      ></evidence-box>`,
    )}
    ${results(state)}
  `;
}

/** Says which of the dropped files went into the other box, with the way back. */
function takenAsEvidence({ takenAsEvidence: ids, evidence }: VerifyState): TemplateResult {
  const taken = evidence.files.filter(({ id }) => ids.includes(id));
  const list = taken.map(
    ({ id, name }) => html`
      <li>
        <p>${fileName(name)} looks like something to check with, so it is in the box below.</p>
        <button
          type="button"
          class="quiet"
          data-testid="check-as-file"
          @click=${(event: Event): void => say(event, 'check-as-file', id)}
        >
          Check it as a file instead
        </button>
      </li>
    `,
  );
  const shown =
    taken.length === 0
      ? nothing
      : html`<ul class="taken">
          ${list}
        </ul>`;
  return html`<div class="taken-status" role="status">${shown}</div>`;
}

function results({ files, evidence, missing }: VerifyState): TemplateResult {
  const [first] = files;
  const summary = tableWords(
    files.map(({ result }) => result),
    missing.names.length,
  );
  const said = files.length === 1 && first ? fileWords(first) : summary;
  return html`
    <section class="results" aria-labelledby="check-results">
      <h2 id="check-results" class=${files.length === 0 ? 'visually-hidden' : ''}>Result</h2>
      <p
        class=${files.length < 2 ? 'visually-hidden' : ''}
        role="status"
        data-testid="check-summary"
      >
        ${said}
      </p>
      ${
        files.length === 0
          ? nothing
          : html`
              ${files.length > 1 && hasBareDigest(evidence.evidence.lists) ? bareNote : nothing}
              <check-table .files=${files} .missing=${missing}></check-table>
              <div class="actions">
                <button
                  type="button"
                  data-testid="start-over"
                  @click=${(event: Event): void => say(event, 'start-over', undefined)}
                >
                  Start over
                </button>
              </div>
            `
      }
    </section>
  `;
}

const bareNote = html`<p class="soft">
  A checksum without a file name is compared with every file here.
</p>`;

function hasBareDigest(lists: VerifyState['evidence']['evidence']['lists']): boolean {
  return lists.some(({ entries }) => entries.some(({ name }) => name === undefined));
}

function say<Name extends keyof ViewEvents>(
  event: Event,
  name: Name,
  detail: ViewEvents[Name],
): void {
  if (event.currentTarget !== null) emit(event.currentTarget, name, detail);
}

declare global {
  interface HTMLElementTagNameMap {
    'check-page': CheckPage;
  }
}

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Route } from '../base/parse-route';
import type { Problem } from '../base/problem';
import type { ViewEvents } from './events';
import type {
  PublishJobLike,
  ReceiveJobLike,
  SettingsLike,
  VerifyJobLike,
  WhileAwayLike,
} from './jobs';
import { LightElement } from './light-element';
import type { ShelfLike } from './shelf-like';
import './check-page';
import './home-page';
import './problem-note';
import './publish-page';
import './receive-page';
import './settings-page';
import './shelf-page';

/** The whole page: header, the page that the route names, footer. */
@customElement('samesum-app')
export class SamesumApp extends LightElement {
  /** Nothing is shown in between before it is set. */
  @property({ attribute: false }) route: Route | undefined;
  @property({ attribute: false }) publishJob: PublishJobLike | undefined;
  @property({ attribute: false }) receiveJob: ReceiveJobLike | undefined;
  @property({ attribute: false }) verifyJob: VerifyJobLike | undefined;
  @property({ attribute: false }) shelf: ShelfLike | undefined;
  @property({ attribute: false }) settings: SettingsLike | undefined;
  @property({ attribute: false }) whileAway: WhileAwayLike | undefined;
  @property({ attribute: false }) siteName = 'Samesum';
  /** A problem of the whole page: shown instead of it. */
  @property({ attribute: false }) problem: Problem | undefined;
  /** Chosen on the home page, before there may be a job to give it to. */
  #chosen: File | undefined;

  /** That of the page which the route names. */
  get shownJob(): PublishJobLike | ReceiveJobLike | VerifyJobLike | undefined {
    switch (this.route?.page) {
      case 'publish':
        return this.publishJob;
      case 'receive':
        return this.receiveJob;
      case 'check':
        return this.verifyJob;
      case 'home':
      case 'shelf':
      case 'settings':
      case undefined:
        return undefined;
    }
  }

  protected override render(): TemplateResult {
    return html`
      <div class="page" data-testid="app" data-route=${this.route?.page ?? nothing}>
        <header>${siteHead(this.siteName, this.route)}</header>
        <main
          @choose=${this.#choose}
          @open-link=${(event: CustomEvent<ViewEvents['open-link']>): void => goTo(event.detail)}
        >
          ${
            this.problem === undefined
              ? this.#page()
              : html`<problem-note .problem=${this.problem}></problem-note>`
          }
        </main>
        <footer>${footerText}</footer>
      </div>
    `;
  }

  #page(): TemplateResult | typeof nothing {
    switch (this.route?.page) {
      case undefined:
        return nothing;
      case 'home':
        return html`<home-page></home-page>`;
      case 'publish':
        return html`<publish-page
          .job=${this.publishJob}
          .whileAway=${this.whileAway}
        ></publish-page>`;
      case 'check':
        return html`<check-page .job=${this.verifyJob} .whileAway=${this.whileAway}></check-page>`;
      case 'shelf':
        return html`<shelf-page .shelf=${this.shelf}></shelf-page>`;
      case 'settings':
        return html`<settings-page .settings=${this.settings}></settings-page>`;
      case 'receive':
        // Another link is another page: nothing typed for one file may stay for the next.
        return html`${keyed(
          this.receiveJob,
          html`<receive-page .job=${this.receiveJob} .whileAway=${this.whileAway}></receive-page>`,
        )}`;
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#handOverChosen();
    const before = changed.get('route');
    if (before !== undefined && !sameRoute(before, this.route)) void this.#focusHeading();
  }

  readonly #choose = (event: CustomEvent<ViewEvents['choose']>): void => {
    // The publish page gives its files to the job itself.
    if (this.route?.page !== 'home') return;
    this.#chosen = event.detail;
    this.#handOverChosen();
    goTo('/publish');
  };

  #handOverChosen(): void {
    if (this.publishJob === undefined || this.#chosen === undefined) return;
    this.publishJob.choose(this.#chosen);
    this.#chosen = undefined;
  }

  async #focusHeading(): Promise<void> {
    const page = this.querySelector<LightElement>(
      'home-page, publish-page, check-page, receive-page, shelf-page, settings-page',
    );
    await page?.updateComplete;
    page?.querySelector('h1')?.focus();
  }
}

function siteHead(siteName: string, route: Route | undefined): TemplateResult {
  const current = (page: Route['page']): 'page' | typeof nothing =>
    route?.page === page ? 'page' : nothing;
  return html`
    <a class="site-name" href="#/"
      ><img src="./icon.svg" alt="" width="28" height="28" />${siteName}</a
    >
    <nav aria-label="Pages">
      <a href="#/" aria-current=${current('home')}>Home</a>
      <a href="#/publish" aria-current=${current('publish')}>Publish a file</a>
      <a href="#/check" aria-current=${current('check')}>Check a file</a>
      <a href="#/shelf" aria-current=${current('shelf')}>Shelf</a>
      <a href="#/settings" aria-current=${current('settings')}>Settings</a>
    </nav>
  `;
}

const footerText = html`<p>
  No account, no upload: files go from browser to browser and come from the mirrors a link names. A
  matching checksum says that a file is the one that was named. It does not say that the file is
  harmless, or that whoever named it is honest.
</p>`;

/** The router follows the address. */
function goTo(fragment: string): void {
  location.hash = fragment;
}

function sameRoute(a: Route, b: Route | undefined): boolean {
  const link = (route: Route | undefined): string => (route?.page === 'receive' ? route.link : '');
  return a.page === b?.page && link(a) === link(b);
}

declare global {
  interface HTMLElementTagNameMap {
    'samesum-app': SamesumApp;
  }
}

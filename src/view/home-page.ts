import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { LightElement } from './light-element';
import './drop-zone';
import './link-box';

/** What this is, and the things to do with it. */
@customElement('home-page')
export class HomePage extends LightElement {
  protected override render(): TemplateResult {
    return html`
      <div class="hero">
        <h1 tabindex="-1">
          Large files from everyone who has them, saved only when the checksum matches.
        </h1>
        <p class="lead">
          Your browser fetches the pieces of a file from other people’s browsers and from mirrors at
          the same time. It offers to save the file once its checksum is the expected one.
        </p>
      </div>
      <section aria-labelledby="home-publish">
        <h2 id="home-publish">Publish a file</h2>
        <drop-zone .hint=${'It stays on this computer until somebody fetches it.'}></drop-zone>
      </section>
      <section aria-labelledby="home-open">
        <h2 id="home-open">Receive a file</h2>
        <link-box></link-box>
      </section>
      <section aria-labelledby="home-check">
        <h2 id="home-check">Check a file that you have</h2>
        <div class="card">
          <p>
            Compare a file on this computer with the checksum, list or signature that its
            distributor publishes. Nothing is sent anywhere.
          </p>
          <div class="actions"><a class="button" href="#/check">Check a file</a></div>
        </div>
      </section>
      <section aria-labelledby="home-shelf">
        <h2 id="home-shelf">Keep passing files on</h2>
        <div class="card">
          <p>
            Your shelf lists what this browser holds. While its tab is open, others get those files
            from you.
          </p>
          <div class="actions"><a class="button" href="#/shelf">Open the shelf</a></div>
        </div>
      </section>
      ${howItWorks}
    `;
  }
}

const howItWorks = html`
  <section aria-labelledby="home-how">
    <h2 id="home-how">How it works</h2>
    <ol class="steps">
      <li>
        <h3>A link names it</h3>
        <p>
          Publishing computes the file’s checksums and puts them into a share link. Nothing is
          uploaded to a server.
        </p>
      </li>
      <li>
        <h3>Everyone helps</h3>
        <p>
          Whoever opens the link gets pieces from the others and passes them on. HTTPS mirrors help
          when nobody is there.
        </p>
      </li>
      <li>
        <h3>The checksum decides</h3>
        <p>
          When the last piece is here, the whole file is compared with the checksum in the link, or
          better, with one you paste from the distributor’s own page.
        </p>
      </li>
    </ol>
  </section>
`;

declare global {
  interface HTMLElementTagNameMap {
    'home-page': HomePage;
  }
}

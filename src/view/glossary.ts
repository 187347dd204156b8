import { html } from 'lit';

/** For somebody who never heard of these things. */
export const glossary = html`
  <details data-testid="glossary">
    <summary>What are checksums, signatures and keys?</summary>
    <dl class="glossary">
      <dt>Checksum</dt>
      <dd>
        A number that is computed from every byte of a file. When one byte is another, so is the
        number. SHA-256 is one way to compute it, and a good one.
      </dd>
      <dt>List</dt>
      <dd>The names of several files, each with its checksum.</dd>
      <dt>Signature</dt>
      <dd>
        Shows that the owner of a key meant this very list, or this very file. Nobody else can make
        it.
      </dd>
      <dt>Key</dt>
      <dd>
        What a signature is checked with. Anybody can make a key and write any name into it, so
        compare its fingerprint, which is a number that only this key has, with the one that the
        distributor publishes.
      </dd>
    </dl>
  </details>
`;

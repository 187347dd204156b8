import { html, type TemplateResult } from 'lit';

/**
 * A digest in full, in groups of eight that the eye can compare. The gaps are margins: what is
 * copied or read as text has no blanks in it.
 */
export function digestText(hex: string): TemplateResult {
  const groups = hex.match(/.{1,8}/g) ?? [];
  return html`<code class="digest"
    >${groups.map((group) => html`<span>${group}</span><wbr />`)}</code
  >`;
}

import { html, type TemplateResult } from 'lit';

/**
 * Digits in full, in groups that the eye can compare: of eight for a digest, of four for a key. The gaps
 * are margins: what is copied or read as text has no blanks in it.
 */
export function digestText(digits: string, group: 4 | 8 = 8): TemplateResult {
  const groups = digits.match(group === 4 ? /.{1,4}/g : /.{1,8}/g) ?? [];
  return html`<code class="digest"
    >${groups.map((part) => html`<span>${part}</span><wbr />`)}</code
  >`;
}

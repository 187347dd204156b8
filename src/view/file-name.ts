import { html, nothing, type TemplateResult } from 'lit';
import { displayName } from '../base/display-name';

/**
 * A hostile file name: isolated, so that it can't reorder the text around it, with its extension
 * isolated again, so that no right-to-left name can move it.
 */
export function fileName(name: string): TemplateResult {
  const { stem, extension } = displayName(name);
  const end = extension === '' ? nothing : html`<bdi class="extension">${extension}</bdi>`;
  return html`<span class="file-name"><bdi>${stem}</bdi>${end}</span>`;
}

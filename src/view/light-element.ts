import { LitElement } from 'lit';

/**
 * An element that renders into itself, without a shadow root: labels and descriptions reach across
 * elements, `data-testid` is found by any selector, and page.css styles everything.
 */
export class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}

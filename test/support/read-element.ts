import type { ElementHandle, Page } from 'puppeteer-core';

/** What tests want to know of the first element with a test id. */
export interface ElementReport {
  /** Its value if it has one, else its text. */
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly disabled: boolean;
}

/**
 * Runs in the page. The first element with `testId`, in open shadow roots too; written so because
 * puppeteer's own piercing selectors differ between CDP and WebDriver BiDi.
 */
function findDeep(testId: string): Element | null {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    const found = root.querySelector(`[data-testid="${testId}"]`);
    if (found !== null) return found;
    for (const { shadowRoot } of root.querySelectorAll('*'))
      if (shadowRoot !== null) roots.push(shadowRoot);
  }
  return null;
}

/** Runs in the page. */
function describeElement(element: Element): ElementReport {
  const value: unknown = Reflect.get(element, 'value');
  return {
    text: typeof value === 'string' ? value : element.textContent.trim(),
    attributes: Object.fromEntries(
      [...element.attributes].map((attribute) => [attribute.name, attribute.value]),
    ),
    disabled: Reflect.get(element, 'disabled') === true,
  };
}

/** A handle to click or type with; `undefined` when there is no such element now. */
export async function findElement(
  page: Page,
  testId: string,
): Promise<ElementHandle<HTMLInputElement> | undefined> {
  const handle = await page.evaluateHandle(findDeep, testId);
  return (handle.asElement() as ElementHandle<HTMLInputElement> | null) ?? undefined;
}

/** How an element is now; `undefined` when there is none. */
export async function readElement(page: Page, testId: string): Promise<ElementReport | undefined> {
  const element = await findElement(page, testId);
  try {
    return await element?.evaluate(describeElement);
  } finally {
    await element?.dispose();
  }
}

/** How all elements with a test id are now, in the order of the page. */
export async function readElements(page: Page, testId: string): Promise<ElementReport[]> {
  return page.$$eval(`[data-testid="${testId}"]`, (elements) =>
    elements.map((element) => ({
      text: element.textContent.trim(),
      attributes: Object.fromEntries(
        [...element.attributes].map((attribute) => [attribute.name, attribute.value]),
      ),
      disabled: Reflect.get(element, 'disabled') === true,
    })),
  );
}

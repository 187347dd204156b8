import type { Page } from 'puppeteer-core';

/** What the page offered at some moment of its life. */
export interface GateMoment {
  /** `data-verdict`; empty when none is shown. */
  readonly verdict: string;
  readonly saveEnabled: boolean;
}

/** Where the page keeps them. */
const key = '__gateLog';

/** Runs in the page, before its own scripts. */
function recordGate(name: string): void {
  const moments: GateMoment[] = [];
  const look = (): void => {
    const shown = document.querySelector('[data-testid="verdict"]');
    const save = document.querySelector<HTMLButtonElement>('[data-testid="save"]');
    const verdict = shown?.getAttribute('data-verdict') ?? '';
    const saveEnabled = save !== null && !save.disabled;
    const last = moments.at(-1);
    if (last?.verdict !== verdict || last.saveEnabled !== saveEnabled)
      moments.push({ verdict, saveEnabled });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
  });
  Object.defineProperty(globalThis, name, { get: () => moments });
}

/**
 * Records every verdict that a page shows and whether Save can be pressed, however briefly, from its
 * next load on. Returns the function that reads them.
 */
export async function watchGate(page: Page): Promise<() => Promise<readonly GateMoment[]>> {
  await page.evaluateOnNewDocument(recordGate, key);
  return () => page.evaluate((name) => Reflect.get(globalThis, name) as GateMoment[], key);
}

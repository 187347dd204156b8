import type { Browser, Page } from 'puppeteer-core';
import { expect } from 'vitest';

/** A hidden page's timers run about once a second; a visible page's some hundred times. */
const mostThrottledTicks = 10;
const tickingMs = 1_500;

/** Runs in the page: how often a timer of 10 ms fires in `ms` milliseconds. */
async function countTicks(ms: number): Promise<number> {
  const endAt = performance.now() + ms;
  let ticks = 0;
  while (performance.now() < endAt) {
    await new Promise((fired) => setTimeout(fired, 10));
    ticks++;
  }
  return ticks;
}

/**
 * Hides a page for good by opening another one in front of it. Throws when it is not hidden then, or
 * its browser does not slow a hidden page's timers (`throttleHidden`): nothing would be shown by it.
 */
export async function hide(browser: Browser, page: Page): Promise<void> {
  const front = await browser.newPage();
  await front.bringToFront();
  await assertHidden(page);
  expect(await page.evaluate(countTicks, tickingMs)).toBeLessThan(mostThrottledTicks);
}

export async function assertHidden(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
}

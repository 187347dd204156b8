import type { Browser, Page } from 'puppeteer-core';
import { launchBrowser } from '../../support/launch-browser';

/**
 * Pages of separate people: each in a browser context of its own, so with storage and processes of
 * its own, all in one Chromium. A Chromium for each moves the same bytes with the same work, but takes
 * twice the memory and twice the time to start.
 */
export class BenchBrowsers {
  private constructor(private readonly browser: Browser) {}

  static async open(): Promise<BenchBrowsers> {
    return new BenchBrowsers(await launchBrowser('chromium'));
  }

  /** A page of somebody new. */
  async newPage(): Promise<Page> {
    const context = await this.browser.createBrowserContext();
    return context.newPage();
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/**
 * Caps what a page sends to `bytesPerSecond`, peers included, as a line would: what exceeds it queues
 * up. Holds for connections made later.
 */
export async function capLink(page: Page, bytesPerSecond: number): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  });
}

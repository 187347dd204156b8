import { defineBrowserProvider } from '@vitest/browser';
import type { Browser, Page } from 'puppeteer-core';
import type { BrowserProvider, BrowserProviderOption, TestProject } from 'vitest/node';
import { type BrowserName, launchBrowser } from './launch-browser.ts';

declare module 'vitest/node' {
  interface BrowserCommandContext {
    /** The page that runs the test. */
    page: Page;
  }
}

/** Runs Vitest's browser mode in installed browsers: Chromium over CDP, Firefox over WebDriver BiDi. */
class PuppeteerProvider implements BrowserProvider {
  readonly name = 'puppeteer';
  /** Test files share an origin, so its storage too: one at a time. */
  readonly supportsParallelism = false;
  readonly #project: TestProject;
  readonly #pages = new Map<string, Page>();
  #browser: Promise<Browser> | undefined;

  constructor(project: TestProject) {
    this.#project = project;
  }

  getCommandsContext(sessionId: string): { page: Page } {
    const page = this.#pages.get(sessionId);
    if (page === undefined) throw new Error(`No page was opened for session ${sessionId}.`);
    return { page };
  }

  async openPage(sessionId: string, url: string): Promise<void> {
    const browser = await this.#launch();
    const page = await browser.newPage();
    await this.#pages.get(sessionId)?.close();
    this.#pages.set(sessionId, page);
    await page.goto(url, { waitUntil: 'domcontentloaded' });
  }

  async close(): Promise<void> {
    const browser = await this.#browser?.catch(() => undefined);
    this.#browser = undefined;
    this.#pages.clear();
    await browser?.close();
  }

  #launch(): Promise<Browser> {
    // Vitest has checked the name against `supportedBrowser`.
    const { name, headless } = this.#project.config.browser;
    this.#browser ??= launchBrowser(name as BrowserName, { headless });
    return this.#browser;
  }
}

/** `browser.provider` for vite.config.ts; its instances are `chromium` and `firefox`. */
export function puppeteerProvider(): BrowserProviderOption {
  return defineBrowserProvider({
    name: 'puppeteer',
    supportedBrowser: ['chromium', 'firefox'],
    providerFactory: (project) => new PuppeteerProvider(project),
  });
}

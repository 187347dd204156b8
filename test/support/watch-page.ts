import type { Page } from 'puppeteer-core';

/** What the page's own listeners put before what they report. */
const marker = 'samesum-test:';

/**
 * Firefox says so of a request that a service worker was answering when the worker that wanted it was
 * ended, which is how this app cancels. An answer that is missing shows in what a test waits for.
 */
const harmless = /^uncaught: Error: Failed to load .* A ServiceWorker intercepted the request/;

export interface PageWatch {
  /** Console errors, uncaught errors, unhandled rejections and CSP violations, in order. */
  readonly problems: readonly string[];
  /** Throws when there is one. */
  assertClean(): void;
  /** Drops what there is, once a test has looked at it. */
  forgive(): void;
}

/** Runs in the page, before its own scripts. */
function reportFailures(prefix: string): void {
  addEventListener('unhandledrejection', ({ reason }) => {
    console.error(`${prefix} unhandled rejection: ${String(reason)}`);
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
    console.error(
      `${prefix} CSP violation: ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`,
    );
  });
}

/**
 * Listens for everything that must not happen in a page. Call it before the page's first load.
 * `allowed`: lines that the test provokes on purpose (Chromium logs each failed request as an error).
 */
export async function watchPage(page: Page, allowed: readonly RegExp[] = []): Promise<PageWatch> {
  const problems: string[] = [];
  const add = (line: string): void => {
    if (![harmless, ...allowed].some((pattern) => pattern.test(line))) problems.push(line);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') add(`${message.text()} (${message.location().url ?? 'page'})`);
  });
  page.on('pageerror', (error) => {
    add(`uncaught: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
  page.on('error', (error) => add(`crashed: ${error.message}`));
  await page.evaluateOnNewDocument(reportFailures, marker);
  return {
    problems,
    forgive: () => void problems.splice(0),
    assertClean() {
      if (problems.length > 0)
        throw new Error(
          `The page at ${page.url().slice(0, 80)} had problems:\n${problems.join('\n')}`,
        );
    },
  };
}

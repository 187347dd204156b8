import type { BrowserName } from './launch-browser';

/** Every engine that the tests run in. */
export const browserNames: readonly BrowserName[] = ['chromium', 'firefox'];

/** How long one end-to-end test may take on a slow machine, launching browsers included. */
export const e2eTimeoutMs = 120_000;

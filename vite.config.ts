import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { puppeteerProvider } from './test/support/puppeteer-provider.ts';
import { devTracker } from './vite/dev-tracker.ts';
import { engine } from './vite/engine.ts';

/** Tests of browser code, run in a real browser. */
function inBrowser(browser: 'chromium' | 'firefox'): TestProjectInlineConfiguration {
  return {
    plugins: [engine()],
    // Found while a test runs, they would reload it.
    optimizeDeps: {
      include: ['hash-wasm', 'idb-keyval', 'abstract-chunk-store/tests/index.js', 'buffer'],
    },
    test: {
      name: browser,
      include: ['test/**/*.browser.test.ts'],
      browser: {
        enabled: true,
        headless: true,
        provider: puppeteerProvider(),
        instances: [{ browser }],
        screenshotFailures: false,
      },
    },
  };
}

export default defineConfig({
  // Relative, so that one build serves any folder of any host.
  base: './',
  plugins: [engine(), devTracker()],
  build: { target: ['chrome140', 'firefox133', 'safari18.2'], modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  // Found only when a worker starts, it would reload the page in the middle of publishing.
  optimizeDeps: { include: ['hash-wasm'] },
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/e2e/**'],
        },
      },
      inBrowser('chromium'),
      inBrowser('firefox'),
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/e2e-setup.ts'],
          // One browser run at a time: two cores have enough to do with it.
          fileParallelism: false,
        },
      },
    ],
  },
});

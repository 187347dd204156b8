import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { digestVectors } from './test/support/digest-vectors-command.ts';
import { puppeteerProvider } from './test/support/puppeteer-provider.ts';
import { devTracker } from './vite/dev-tracker.ts';
import { engine } from './vite/engine.ts';
import { offlineList } from './vite/offline-list.ts';

/** What workers load, some of it only when it is asked for. Found only then, it would reload the page. */
const workerLibraries = [
  'hash-wasm',
  '@noble/hashes/blake2.js',
  '@noble/hashes/blake3.js',
  '@noble/hashes/legacy.js',
  '@noble/hashes/sha2.js',
  '@noble/hashes/sha3.js',
  'openpgp/lightweight',
];

/** Tests of browser code, run in a real browser. */
function inBrowser(browser: 'chromium' | 'firefox'): TestProjectInlineConfiguration {
  return {
    plugins: [engine()],
    // Found while a test runs, they would reload it.
    optimizeDeps: {
      include: [...workerLibraries, 'idb-keyval', 'abstract-chunk-store/tests/index.js', 'buffer'],
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
        commands: { digestVectors },
      },
    },
  };
}

export default defineConfig({
  // Relative, so that one build serves any folder of any host.
  base: './',
  plugins: [engine(), devTracker(), offlineList()],
  build: { target: ['chrome140', 'firefox133', 'safari18.2'], modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  optimizeDeps: { include: workerLibraries },
  test: {
    projects: [
      {
        // The package offers its light build to browsers alone.
        resolve: {
          alias: {
            'openpgp/lightweight': fileURLToPath(
              new URL('node_modules/openpgp/dist/lightweight/openpgp.min.mjs', import.meta.url),
            ),
          },
        },
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
          // Most of their time browsers start or wait. Not beside the other projects, which compute.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

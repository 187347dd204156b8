import type { Plugin } from 'vite';

/**
 * Writes `offline.json`: every file that the build made, workers and lazy parts included. The service
 * worker (`public/offline.js`) keeps them, so that a page that was opened once works without a network.
 */
export function offlineList(): Plugin {
  return {
    name: 'offline-list',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((file) => !file.endsWith('.html'));
      const source = `${JSON.stringify(files.sort(), null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: 'offline.json', source });
    },
  };
}

import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';

const absentModule = fileURLToPath(new URL('./absent.cjs', import.meta.url));

/**
 * Modules that webtorrent excludes or replaces for browsers. Named here as well because Vite's
 * dependency optimiser turns an excluded default import into `undefined`, which webtorrent reads
 * properties of. `fs-chunk-store` (in browsers: fsa-chunk-store) wipes a shared OPFS folder when it
 * is imported; every torrent here brings its own store, so it must not be loaded at all.
 */
const absent =
  /^(\.\/lib\/conn-pool\.js|\.\/utp\.cjs|fs-chunk-store|load-ip-set|bittorrent-dht|@silentbot1\/nat-api|ut_pex)$/;

const withoutNodeModules: Plugin = {
  name: 'webtorrent-without-node-modules',
  enforce: 'pre',
  resolveId: (id) => (absent.test(id) ? absentModule : undefined),
};

/** Builds webtorrent from source, so that its own classes can be used and single modules replaced. */
export function engine(): Plugin {
  return {
    ...withoutNodeModules,
    config: (): UserConfig => ({
      resolve: { alias: { path: 'path-esm' } },
      define: {
        global: 'globalThis',
        'process.browser': 'true',
        'process.nextTick': 'queueMicrotask',
        process: 'undefined',
      },
      optimizeDeps: {
        include: ['webtorrent', 'bittorrent-protocol'],
        rolldownOptions: { plugins: [withoutNodeModules] },
      },
    }),
  };
}

// @ts-check
import process from 'node:process';
import { root } from './ensure-dependencies.js';

/**
 * Runs a module of the repository that is written in TypeScript, which Node 20 does not read: Vite
 * translates it. Resolves with its exports once its top level has run.
 * @param {string} path from the repository's root
 */
export async function runTypeScript(path) {
  process.chdir(root);
  const { runnerImport } = await import('vite');
  // Without the app's configuration: that one is for browsers.
  const { module } = await runnerImport(`${root}/${path}`, { configFile: false, root });
  return /** @type {Record<string, unknown>} */ (module);
}

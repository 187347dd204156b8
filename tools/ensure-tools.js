// @ts-check
// `node tools/ensure-tools.js [NAME…]`: whatever the tests need beside Node's packages.
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { allTools, missingTools } from './find-tools.js';

/** The two browsers that a page is usually opened in. */
export const browsers = ['chromium', 'firefox'];

/** Root on Debian or a relative of it may install packages; nobody else is asked for a password. */
function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {readonly string[]} args */
function aptGet(args) {
  console.log(`> apt-get ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
}

/**
 * The Debian packages that bring what is missing, each once, in order.
 * @param {readonly import('./find-tools.js').Tool[]} missing
 * @returns {string[]}
 */
export function packagesFor(missing) {
  return [...new Set(missing.flatMap(({ packages }) => packages))].sort();
}

/**
 * Makes sure that the browsers and commands which tests drive are there. Prints what to install
 * otherwise.
 * @param {readonly string[]} names
 * @returns {boolean} whether they are there now
 */
export function ensureTools(names = allTools) {
  const missing = missingTools(names);
  if (missing.length === 0) return true;
  if (mayInstall() && aptGet(['update']))
    aptGet(['install', '-y', '--no-install-recommends', ...packagesFor(missing)]);
  const still = missingTools(names);
  for (const { advice } of still) console.error(advice);
  if (still.length > 0)
    console.error(`On Debian, all at once: apt-get install ${packagesFor(still).join(' ')}`);
  return still.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  if (!ensureTools(names.length > 0 ? names : allTools)) process.exit(1);
}

// @ts-check
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findBrowser, howToInstall } from './find-browsers.js';

const packages = ['chromium', 'firefox-esr', 'fonts-dejavu-core'];

/** @returns {import('./find-browsers.js').BrowserName[]} */
function missingBrowsers() {
  return /** @type {const} */ (['chromium', 'firefox']).filter(
    (name) => findBrowser(name) === undefined,
  );
}

/** Root on Debian or a relative of it may install packages; nobody else is asked for a password. */
function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {string[]} args */
function aptGet(args) {
  console.log(`> apt-get ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { stdio: 'inherit', env }).status === 0;
}

/**
 * Makes sure that the browsers which the tests drive are there. Prints what to install otherwise.
 * @returns {boolean} whether they are there now
 */
export function ensureBrowsers() {
  const missing = missingBrowsers();
  if (missing.length === 0) return true;
  if (mayInstall() && aptGet(['update']))
    aptGet(['install', '-y', '--no-install-recommends', ...packages]);
  const still = missingBrowsers();
  for (const name of still) console.error(howToInstall(name));
  return still.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !ensureBrowsers()) process.exit(1);

// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { findBrowser, howToInstall, isExecutable } from './find-browsers.js';

/**
 * What the tests need beside Node's packages: `find` gives its path or `undefined`, `packages` are
 * Debian's, `advice` is for everybody else.
 * @typedef {{ readonly find: () => string | undefined, readonly packages: readonly string[], readonly advice: string }} Tool
 */

/** @type {Readonly<Record<string, Tool>>} */
const known = {
  // Debian's packages of browsers need no font, and a page without one measures nothing.
  chromium: browser('chromium', ['chromium', 'fonts-dejavu-core']),
  firefox: browser('firefox', ['firefox-esr', 'fonts-dejavu-core']),
  webkit: browser('webkit', ['webkit2gtk-driver']),
  WebKitWebDriver: command('WebKitWebDriver', 'webkit2gtk-driver'),
  Xvfb: command('Xvfb', 'xvfb'),
  minisign: command('minisign', 'minisign'),
  'signify-openbsd': command('signify-openbsd', 'signify-openbsd'),
  rhash: command('rhash', 'rhash'),
  gpg: command('gpg', 'gnupg'),
  gpgv: command('gpgv', 'gpgv'),
  openssl: command('openssl', 'openssl'),
  xz: command('xz', 'xz-utils'),
  shasum: command('shasum', 'perl'),
  sha256sum: command('sha256sum', 'coreutils'),
  md5sum: command('md5sum', 'coreutils'),
  b2sum: command('b2sum', 'coreutils'),
  cksum: command('cksum', 'coreutils'),
  aria2c: command('aria2c', 'aria2'),
  // Its own name is that of its package; `transmission` alone is the one with windows.
  'transmission-cli': command('transmission-cli', 'transmission-cli'),
  'debian-archive-keyring': file(
    '/usr/share/keyrings/debian-archive-keyring.gpg',
    'debian-archive-keyring',
  ),
};

/** Everything that some test needs. */
export const allTools = Object.keys(known);

/**
 * @param {import('./find-browsers.js').BrowserName} name
 * @param {readonly string[]} packages
 * @returns {Tool}
 */
function browser(name, packages) {
  return { find: () => findBrowser(name), packages, advice: howToInstall(name) };
}

/**
 * @param {string} name
 * @param {string} debianPackage
 * @returns {Tool}
 */
function command(name, debianPackage) {
  return {
    find: () => findCommand(name, process.env['PATH'] ?? ''),
    packages: [debianPackage],
    advice: `${name} was not found on the PATH. Debian: apt-get install ${debianPackage}`,
  };
}

/**
 * @param {string} path
 * @param {string} debianPackage
 * @returns {Tool}
 */
function file(path, debianPackage) {
  return {
    find: () => (existsSync(path) ? path : undefined),
    packages: [debianPackage],
    advice: `${path} is missing. Debian: apt-get install ${debianPackage}`,
  };
}

/**
 * The first executable of that name along a PATH.
 * @param {string} name
 * @param {string} path
 * @returns {string | undefined}
 */
export function findCommand(name, path) {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/**
 * @param {string} name
 * @returns {Tool}
 */
function tool(name) {
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found === undefined) throw new Error(`No test is known to need ${name}: see find-tools.js.`);
  return found;
}

/**
 * The path of an installed tool; throws an error that says what to install when it is missing, so
 * that a test which needs it fails instead of being left out.
 * @param {string} name one of `allTools`
 * @returns {string}
 */
export function requireTool(name) {
  const { find, advice } = tool(name);
  const path = find();
  if (path === undefined) throw new Error(advice);
  return path;
}

/**
 * Which of `names` are not here.
 * @param {readonly string[]} names
 * @returns {readonly Tool[]}
 */
export function missingTools(names) {
  return names.map(tool).filter(({ find }) => find() === undefined);
}

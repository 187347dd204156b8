// @ts-check
import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import process from 'node:process';

/** @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName */
/** @typedef {Readonly<Record<string, string | undefined>>} Environment */

/** Commands to look for on the PATH, and where installers put them when they are not on it. */
const places = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    package: 'Chromium, Google Chrome or Microsoft Edge (Debian: apt-get install chromium)',
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome-stable',
      'google-chrome',
      'microsoft-edge-stable',
      'microsoft-edge',
      'chrome',
      'msedge',
    ],
    linux: ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'],
    darwin: [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    win32: [
      'Chromium\\Application\\chrome.exe',
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ],
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    package: 'Firefox (Debian: apt-get install firefox-esr)',
    commands: ['firefox', 'firefox-esr'],
    linux: ['/usr/lib/firefox-esr/firefox-esr', '/usr/lib/firefox/firefox', '/snap/bin/firefox'],
    darwin: ['Firefox.app/Contents/MacOS/firefox'],
    win32: ['Mozilla Firefox\\firefox.exe'],
  },
  webkit: {
    variable: 'WEBKIT_PATH',
    package: 'WebKitGTK’s MiniBrowser and its driver (Debian: apt-get install webkit2gtk-driver)',
    // Of the driver's own version: each version of the library comes with one, off the PATH.
    commands: [],
    linux: [
      '/usr/lib/*/webkit2gtk-4.*/MiniBrowser',
      '/usr/lib/*/webkitgtk-6.*/MiniBrowser',
      '/usr/libexec/webkit2gtk-4.*/MiniBrowser',
      '/usr/libexec/webkitgtk-6.*/MiniBrowser',
      '/usr/lib/webkit2gtk-4.*/MiniBrowser',
      '/usr/lib/webkitgtk-6.*/MiniBrowser',
    ],
    darwin: [],
    win32: [],
  },
};

/**
 * Every path at which `name` may be, best first: the one named by the environment, then the PATH,
 * then where installers put it. A `*` stands for any part of a name.
 * @param {BrowserName} name
 * @param {NodeJS.Platform} platform
 * @param {Environment} environment
 * @param {string} home
 * @returns {string[]}
 */
export function browserPaths(name, platform, environment, home) {
  const known = places[name];
  const chosen = environment[known.variable];
  if (chosen !== undefined && chosen !== '') return [chosen];
  const { join, delimiter } = platform === 'win32' ? win32 : posix;
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter);
  const suffix = platform === 'win32' ? '.exe' : '';
  const onPath = known.commands.flatMap((command) =>
    folders.filter(Boolean).map((folder) => join(folder, command + suffix)),
  );
  return [...onPath, ...installedPaths(known, platform, environment, home)];
}

/**
 * @param {(typeof places)[BrowserName]} known
 * @param {NodeJS.Platform} platform
 * @param {Environment} environment
 * @param {string} home
 * @returns {string[]}
 */
function installedPaths(known, platform, environment, home) {
  if (platform === 'darwin')
    return ['/Applications', posix.join(home, 'Applications')].flatMap((folder) =>
      known.darwin.map((path) => posix.join(folder, path)),
    );
  if (platform === 'win32')
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
      const folder = environment[variable];
      return folder ? known.win32.map((path) => win32.join(folder, path)) : [];
    });
  return known.linux;
}

/**
 * The path of an installed browser; `undefined` when there is none. `CHROMIUM_PATH`, `FIREFOX_PATH`
 * and `WEBKIT_PATH` overrule everything else.
 * @param {BrowserName} name
 * @returns {string | undefined}
 */
export function findBrowser(name) {
  return browserPaths(name, process.platform, process.env, homedir())
    .flatMap(expandStars)
    .find(isExecutable);
}

/**
 * The paths that are there for one with `*` in the names of its folders, in order.
 * @param {string} path
 * @returns {string[]}
 */
export function expandStars(path) {
  const parts = path.split('/');
  const star = parts.findIndex((part) => part.includes('*'));
  if (star < 0) return [path];
  const folder = parts.slice(0, star).join('/') || '/';
  const [start = '', end = ''] = (parts[star] ?? '').split('*');
  return namesIn(folder)
    .filter((name) => name.startsWith(start) && name.endsWith(end))
    .flatMap((name) => expandStars([join(folder, name), ...parts.slice(star + 1)].join('/')));
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/**
 * The path of an installed browser; throws an error that says what to install when there is none.
 * @param {BrowserName} name
 * @returns {string}
 */
export function requireBrowser(name) {
  const path = findBrowser(name);
  if (path === undefined) throw new Error(howToInstall(name));
  return path;
}

/**
 * @param {BrowserName} name
 * @returns {string}
 */
export function howToInstall(name) {
  return `${name} was not found. Install ${places[name].package}, or set ${places[name].variable} to its path.`;
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

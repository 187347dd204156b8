// @ts-check
// Runs before anything is installed: Node's own modules only.
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = dirname(import.meta.dirname);

const oldestNode = [20, 19];

/**
 * @typedef {{ readonly packages?: Readonly<Record<string, LockedPackage>> }} Lock
 * @typedef {{ readonly version?: string, readonly optional?: boolean, readonly devOptional?: boolean }} LockedPackage
 */

/**
 * Whether what is installed is what the lockfile says. Packages for other systems may be absent.
 * @param {Lock | undefined} wanted package-lock.json
 * @param {Lock | undefined} installed node_modules/.package-lock.json, npm's note of what it put there
 */
export function isInstalled(wanted, installed) {
  if (installed === undefined) return false;
  return Object.entries(wanted?.packages ?? {}).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const there = installed.packages?.[path];
    return there === undefined ? optional === true : there.version === version;
  });
}

/**
 * Whether a Node version is one that everything here runs on.
 * @param {string} version as in `process.versions.node`
 */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/**
 * @param {string} path
 * @returns {Lock | undefined}
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(`${root}/${path}`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** npm as started by npm itself, so that its version stays the same; else the one on the PATH. */
function runNpmCi() {
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  console.log(`> npm ${args.join(' ')}`);
  const npm = process.env['npm_execpath'];
  const options = /** @type {const} */ ({ cwd: root, stdio: 'inherit' });
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return status === 0;
}

/** Installs what package-lock.json names, unless it is there; ends the process when that fails. */
export function ensureDependencies() {
  if (!isNodeNewEnough(process.versions.node)) {
    console.error(
      `Node ${oldestNode.join('.')} or later is needed. This is ${process.versions.node}.`,
    );
    process.exit(1);
  }
  if (isInstalled(readLock('package-lock.json'), readLock('node_modules/.package-lock.json')))
    return;
  if (!runNpmCi()) {
    console.error('npm ci failed: see its message above.');
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureDependencies();

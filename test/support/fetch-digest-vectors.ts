import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const cache = resolve(import.meta.dirname, '../../.cache');
const folder = join(cache, 'digest-vectors');
const debianPackage = 'python3-cryptography-vectors';
const inPackage = 'usr/lib/python3/dist-packages/cryptography_vectors/hashes';

/**
 * The folder with the vectors of a Debian package (29 MB), fetched and unpacked once; needs apt, but
 * not to be root. Throws when that fails.
 */
export function fetchDigestVectors(): string {
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'digest-vectors-'));
  try {
    download(temporary);
    const deb = readdirSync(temporary).find((name) => name.endsWith('.deb'));
    if (deb === undefined) throw new Error(`apt-get brought no ${debianPackage}.`);
    execFileSync('dpkg-deb', ['-x', deb, 'unpacked'], { cwd: temporary });
    put(join(temporary, 'unpacked', inPackage));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}

function download(cwd: string): void {
  const get = () => execFileSync('apt-get', ['download', debianPackage], { cwd, stdio: 'pipe' });
  try {
    get();
  } catch (error) {
    // A new machine has no lists of packages, and who is not root can't fetch them.
    if (process.getuid?.() !== 0) throw error;
    execFileSync('apt-get', ['update'], { stdio: 'pipe' });
    get();
  }
}

/** Several test processes may want the vectors at the same time. */
function put(unpacked: string): void {
  try {
    renameSync(unpacked, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

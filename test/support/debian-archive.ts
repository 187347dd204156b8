import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** The public keys of Debian's archive: the package debian-archive-keyring. */
const archiveKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** What Debian publishes of one package: paths of files that nobody here made. */
export interface DebianChain {
  /** Clearsigned; names `Packages`. */
  readonly inRelease: string;
  /** Names the package. */
  readonly packages: string;
  readonly deb: string;
  readonly keyring: string;
}

/** A part of the archive that this machine's package manager knows. */
interface Suite {
  /** Of the archive, with a slash at its end. */
  readonly archive: string;
  /** Of the suite, with a slash at its end. */
  readonly dists: string;
  /** Of the list of packages, below `dists`. */
  readonly packages: string;
}

/**
 * Fetches the smallest package of the "-updates" suite with all that vouches for it into `folder`,
 * through apt's own downloader, which knows the machine's proxies.
 */
export function fetchDebianChain(folder: string): DebianChain {
  mkdirSync(folder, { recursive: true });
  const suite = findSuite();
  const inRelease = join(folder, 'InRelease');
  download(`${suite.dists}InRelease`, inRelease);
  const packages = join(folder, 'Packages');
  download(compressedPackages(suite, readFileSync(inRelease, 'utf8')), `${packages}.xz`);
  writeFileSync(packages, execFileSync('xz', ['--decompress', '--stdout', `${packages}.xz`]));
  const path = smallestPackage(readFileSync(packages, 'utf8'));
  const deb = join(folder, basename(path));
  download(`${suite.archive}${path}`, deb);
  return { inRelease, packages, deb, keyring: archiveKeyring };
}

/** The one key, of those that signed the list, that GnuPG names first; as a keyring of its own. */
export function signingKey({ inRelease, keyring }: DebianChain): Buffer {
  const status = execFileSync('gpgv', ['--status-fd', '1', '--keyring', keyring, inRelease], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  const fingerprint = /VALIDSIG .* ([0-9A-F]{40})$/m.exec(status)?.[1] ?? '';
  const home = mkdtempSync(join(tmpdir(), 'samesum-gpg-'));
  try {
    const options = ['--homedir', home, '--no-default-keyring', '--keyring', keyring];
    return execFileSync('gpg', [...options, '--export', fingerprint], { stdio: 'pipe' });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Whether GnuPG's own verifier finds the list's signatures good. */
export function gpgvAgrees(inRelease: string, keyring: string): boolean {
  try {
    execFileSync('gpgv', ['--keyring', keyring, inRelease], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

function findSuite(): Suite {
  const format = '$(REPO_URI) $(CODENAME) $(METAKEY) $(URI)';
  const targets = execFileSync(
    'apt-get',
    ['indextargets', '--format', format, 'Created-By: Packages'],
    { encoding: 'utf8' },
  );
  const line = targets.split('\n').find((target) => target.includes('-updates main/'));
  const [archive, , packages, uri] = line?.split(' ') ?? [];
  if (archive === undefined || packages === undefined || uri === undefined)
    throw new Error(`apt knows no -updates suite:\n${targets}`);
  return { archive, packages, dists: uri.slice(0, -packages.length) };
}

/** Its address by its digest: a mirror keeps that one while it gets a newer list. */
function compressedPackages(suite: Suite, inRelease: string): string {
  const line = inRelease.split('\n').find((one) => one.endsWith(` ${suite.packages}.xz`));
  const sha256 = /^ ([0-9a-f]{64}) /.exec(line ?? '')?.[1];
  if (sha256 === undefined) throw new Error(`InRelease does not name ${suite.packages}.xz`);
  return `${suite.dists}${suite.packages.replace(/[^/]+$/, '')}by-hash/SHA256/${sha256}`;
}

function smallestPackage(packages: string): string {
  const found = packages.split('\n\n').map((stanza) => ({
    path: /^Filename: (.+)$/m.exec(stanza)?.[1] ?? '',
    size: Number(/^Size: (\d+)$/m.exec(stanza)?.[1] ?? Infinity),
  }));
  return found.reduce((least, one) => (one.size < least.size ? one : least)).path;
}

function download(url: string, path: string): void {
  execFileSync('/usr/lib/apt/apt-helper', ['download-file', url, path], { stdio: 'pipe' });
}

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/check/signatures/read-evidence';
import { dropped } from './documents';

const keyringPath = '/usr/share/keyrings/debian-archive-keyring.gpg';
const systemLists = '/var/lib/apt/lists';
const folder = mkdtempSync(join(tmpdir(), 'samesum-debian-'));

const isInRelease = (name: string) =>
  name.includes('bookworm-updates') && name.endsWith('_InRelease');
const isPackages = (name: string) =>
  /bookworm-updates_main_binary-[a-z0-9]+_Packages(\.lz4)?$/.test(name);

let inRelease = new Uint8Array(0);
let packages = new Uint8Array(0);
const keyring = new Uint8Array(readFileSync(keyringPath));

/** Debian's own lists: those that this machine has, or fetched as apt fetches them. */
beforeAll(() => {
  const lists = hasBoth(systemLists) ? systemLists : fetchLists();
  const names = readdirSync(lists);
  inRelease = new Uint8Array(readFileSync(join(lists, names.find(isInRelease) ?? '')));
  packages = readPackages(join(lists, names.find(isPackages) ?? ''));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function hasBoth(lists: string): boolean {
  const names = readdirSync(lists);
  return names.some(isInRelease) && names.some(isPackages);
}

function fetchLists(): string {
  const lists = join(folder, 'lists');
  mkdirSync(join(lists, 'partial'), { recursive: true });
  const sources = join(folder, 'sources.list');
  writeFileSync(
    sources,
    `deb [signed-by=${keyringPath}] http://deb.debian.org/debian bookworm-updates main\n`,
  );
  const options = [
    `Dir::State::lists=${lists}`,
    `Dir::Etc::sourcelist=${sources}`,
    'Dir::Etc::sourceparts=-',
  ];
  const cache = ['Dir::Cache::pkgcache=', 'Dir::Cache::srcpkgcache=', 'Debug::NoLocking=1'];
  const all = [...options, ...cache].flatMap((option) => ['-o', option]);
  execFileSync('apt-get', [...all, 'update'], { stdio: 'pipe' });
  return lists;
}

/** apt keeps some lists compressed; its own helper opens them. */
function readPackages(path: string): Uint8Array<ArrayBuffer> {
  if (!path.endsWith('.lz4')) return new Uint8Array(readFileSync(path));
  const options = { maxBuffer: 256 * 1024 * 1024 };
  return new Uint8Array(execFileSync('/usr/lib/apt/apt-helper', ['cat-file', path], options));
}

function gpgvAgrees(signed: Uint8Array): boolean {
  const path = join(folder, 'InRelease');
  writeFileSync(path, signed);
  const result = spawnSync('gpgv', ['--keyring', keyringPath, path]);
  if (result.error) throw result.error;
  return result.status === 0;
}

/** With the first digit of the digest of `Packages` changed. */
function withOneDigitChanged(bytes: Uint8Array, of: RegExp): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(bytes).toString('latin1');
  const at = of.exec(text)?.index;
  if (at === undefined) throw new Error(`no ${of.source}`);
  const digit = text[at] === '0' ? '1' : '0';
  return new Uint8Array(Buffer.from(text.slice(0, at) + digit + text.slice(at + 1), 'latin1'));
}

const digest = /(?<= )[0-9a-f]{64}(?= +\d+ main\/binary-amd64\/Packages\n)/;
const read = (release: Uint8Array, list = packages) =>
  readEvidence(
    [
      dropped('InRelease', release),
      dropped('Packages', list),
      dropped('debian-archive-keyring.gpg', keyring),
    ],
    [],
    Date.now(),
  );

describe('Debian', () => {
  it.each(readdirSync('/usr/share/keyrings').filter((name) => name.endsWith('.gpg')))(
    'and others publish keyrings that gpg reads as we do: %s',
    async (name) => {
      const path = join('/usr/share/keyrings', name);
      const args = ['--homedir', folder, '--batch', '--with-colons', '--show-keys', path];
      const shown = execFileSync('gpg', args, { encoding: 'utf8', stdio: 'pipe' });
      const primary = [...shown.matchAll(/^pub:(.).*\n(?:.*\n)*?fpr:+([0-9A-F]+):/gm)];
      const { keys } = await readEvidence([dropped(name, readFileSync(path))], [], Date.now());
      expect(keys.map(({ fingerprint }) => fingerprint)).toEqual(
        primary.map(([, , print]) => print),
      );
      const hasExpired = keys.map(({ expiresAt = Infinity }) => expiresAt <= Date.now());
      expect(hasExpired).toEqual(primary.map(([, validity]) => validity === 'e'));
    },
  );

  it('signs InRelease, which names Packages, which names the packages', async () => {
    expect(gpgvAgrees(inRelease)).toBe(true);
    const { lists, questions, keys, items } = await read(inRelease);
    expect(questions).toEqual([]);
    expect(lists.map(({ source, problem }) => ({ source, problem }))).toEqual([
      { source: 'signed-list', problem: undefined },
      { source: 'signed-list', problem: undefined },
    ]);
    const chain = lists[1]?.chain ?? [];
    expect(chain.map(({ kind }) => kind)).toEqual(['list', 'digest', 'list', 'signature', 'key']);
    expect(chain[1]).toMatchObject({
      algorithm: 'sha256',
      hex: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(chain[2]).toMatchObject({ title: 'InRelease' });
    expect(chain[4]).toMatchObject({ owner: expect.stringContaining('Debian Archive') as string });
    expect(lists[1]?.entries.some(({ name }) => name?.endsWith('.deb'))).toBe(true);
    expect(keys.length).toBeGreaterThan(5);
    expect(keys.filter(({ signed }) => signed).length).toBeGreaterThan(0);
    console.log(items.map(({ summary }) => summary).join('\n'));
  });

  it('breaks at the signature when a digit of InRelease changes', async () => {
    const changed = withOneDigitChanged(inRelease, digest);
    expect(gpgvAgrees(changed)).toBe(false);
    const { lists } = await read(changed);
    expect(lists[0]?.problem?.code).toBe('check/bad-signature');
    expect(lists[1]?.problem?.code).toBe('check/list-differs');
    expect(lists[1]?.source).toBe('list');
  });

  it('breaks at the digest when a digit of Packages changes', async () => {
    const { lists } = await read(
      inRelease,
      withOneDigitChanged(packages, /(?<=\nSHA256: )[0-9a-f]/),
    );
    expect(lists.map(({ problem }) => problem?.code)).toEqual([undefined, 'check/list-differs']);
    expect(lists[1]?.chain.map((link) => link.broken)).toEqual([
      undefined,
      'check/list-differs',
      undefined,
      undefined,
      undefined,
    ]);
    expect(lists[1]?.source).toBe('list');
  });
});

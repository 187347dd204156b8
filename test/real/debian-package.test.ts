import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../support/make-file';
import { World } from '../support/world';

const packageName = 'openjdk-17-dbg';
const folder = resolve('.cache/real');

interface RealFile {
  readonly path: string;
  readonly size: number;
  /** As Debian publishes it. */
  readonly sha256: string;
}

/** A package file with the checksum that the archive's signed index has for it. */
function downloadPackage(): RealFile {
  mkdirSync(folder, { recursive: true });
  execFileSync('apt-get', ['download', packageName], { cwd: folder, stdio: 'inherit' });
  const name = readdirSync(folder).find((file) => file.startsWith(`${packageName}_`));
  if (name === undefined) throw new Error(`apt-get downloaded no ${packageName}`);
  // NAME_VERSION_ARCHITECTURE.deb; apt writes the colon of an epoch as %3a.
  const version = decodeURIComponent(name.split('_')[1] ?? '');
  const shown = execFileSync('apt-cache', ['show', `${packageName}=${version}`], {
    encoding: 'utf8',
  });
  const sha256 = /^SHA256: ([0-9a-f]{64})$/m.exec(shown)?.[1];
  if (sha256 === undefined) throw new Error(`apt-cache shows no SHA256 for ${name}`);
  const path = join(folder, name);
  return { path, size: statSync(path).size, sha256 };
}

describe.each([
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const)('a Debian package, from %s to %s', (from, to) => {
  let world: World;
  let file: RealFile;

  beforeAll(async () => {
    file = downloadPackage();
    world = await World.open();
  });
  afterAll(() => world.close());

  it('arrives, matches the published checksum, and is the same on disk', async () => {
    const publisher = await (await world.visitor(from)).newPage();
    const receiver = await (await world.visitor(to)).newPage();
    const seconds: Record<string, number> = {};
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const startedAt = performance.now();
      const result = await work();
      seconds[what] = (performance.now() - startedAt) / 1000;
      return result;
    };

    const link = await timed('publish', () => publisher.publish(file.path, 120_000));
    await receiver.openLink(link);
    await receiver.waitForStage('choosing');
    await receiver.pasteChecksum(file.sha256);
    await timed('receive and check', async () => {
      await receiver.join();
      await receiver.waitForStage('ready', 600_000);
    });
    expect(await receiver.verdict()).toEqual({ verdict: 'matches', source: 'pasted' });
    const saved = await timed('save', () => receiver.save(file.size, 300_000));

    expect(statSync(saved).size).toBe(file.size);
    expect(hashOf('sha256', await readFile(saved))).toBe(file.sha256);
    const rate = file.size / 1e6 / (seconds['receive and check'] ?? NaN);
    console.log(
      `${from} to ${to}: ${file.size} bytes, SHA-256 ${file.sha256}; ` +
        Object.entries(seconds)
          .map(([what, took]) => `${what} ${took.toFixed(1)} s`)
          .join(', ') +
        `; ${rate.toFixed(1)} MB/s received and checked`,
    );
  });
});

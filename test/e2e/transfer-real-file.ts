import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { BrowserName } from '../support/launch-browser';
import setup from '../support/e2e-setup';
import { waitFor } from '../support/wait-for';
import { World } from '../support/world';

const run = promisify(execFile);
const packageName = 'openjdk-17-dbg';
const timeoutMs = 20 * 60_000;

interface RealFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** As the distributor's signed list has it, not as computed here. */
  readonly publishedSha256: string;
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Downloads the package unless it is there. `apt-cache show` prints what the signed list says. */
async function fetchRealFile(folder: string): Promise<RealFile> {
  await mkdir(folder, { recursive: true });
  const there = async (): Promise<string | undefined> =>
    (await readdir(folder)).find((name) => name.startsWith(packageName) && name.endsWith('.deb'));
  if ((await there()) === undefined)
    await run('apt-get', ['download', packageName], { cwd: folder });
  const name = await there();
  const { stdout } = await run('apt-cache', ['show', '--no-all-versions', packageName]);
  const publishedSha256 = /^SHA256: ([0-9a-f]{64})$/m.exec(stdout)?.[1];
  if (name === undefined || publishedSha256 === undefined)
    throw new Error(`${packageName} could not be downloaded. Run apt-get update first.`);
  const path = join(folder, name);
  return { path, size: (await stat(path)).size, publishedSha256 };
}

/** One line about how long something took and how fast that was. */
function report(what: string, bytes: number, startedAt: number): void {
  const seconds = (performance.now() - startedAt) / 1000;
  const speed = (bytes / seconds / 1e6).toFixed(1);
  console.log(`  ${what}: ${seconds.toFixed(1)} s (${speed} MB/s)`);
}

async function transfer(file: RealFile, from: BrowserName, to: BrowserName): Promise<void> {
  console.log(`${from} to ${to}, ${file.size} bytes`);
  const world = await World.open();
  try {
    const publisher = await (await world.visitor(from)).newPage();
    let startedAt = performance.now();
    const link = await publisher.publish(file.path, timeoutMs);
    report('file chosen to link', file.size, startedAt);

    const receiver = await (await world.visitor(to)).newPage();
    await receiver.openLink(link);
    startedAt = performance.now();
    await receiver.join();
    await receiver.waitForStage('ready', timeoutMs);
    report('join to verdict', file.size, startedAt);

    await receiver.pasteChecksum(file.publishedSha256);
    await waitFor('a match with the pasted checksum', timeoutMs, async () => {
      const { verdict, source } = await receiver.verdict();
      return verdict === 'matches' && source === 'pasted';
    });
    startedAt = performance.now();
    const saved = await receiver.save(file.size, timeoutMs);
    report('save', file.size, startedAt);
    if ((await sha256Of(saved)) !== file.publishedSha256)
      throw new Error('The file on disk is another one.');
    console.log('  matches, source pasted; the file on disk is equal');
  } finally {
    await world.close();
  }
}

/** Chromium to Firefox and back, with a file whose checksum its distributor published. */
export async function transferRealFile(folder: string): Promise<void> {
  await setup();
  const file = await fetchRealFile(folder);
  await transfer(file, 'chromium', 'firefox');
  await transfer(file, 'firefox', 'chromium');
}

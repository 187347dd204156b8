import { execFileSync } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { AppPage } from '../support/app-page';
import { treeMemory } from '../support/browser-memory';
import { browserNames } from '../support/browsers';
import setup from '../support/e2e-setup';
import type { BrowserName } from '../support/launch-browser';
import { makeBytes } from '../support/make-file';
import { World } from '../support/world';
import { median } from './shared/median';

const blockBytes = 16 * 2 ** 20;
/** Of the file whose speed is measured: 1 GiB. */
const blocks = 64;
/** Of the files whose memory is compared. */
const memoryBlocks = [16, 64, 256];
const rounds = 3;
const timeoutMs = 180_000;
const sampleMs = 250;

/** A list that asks for these digests of the file, and the tool that takes as long as the slowest of them. */
interface Case {
  readonly title: string;
  readonly list: string;
  readonly tool: string;
  readonly verdict: string;
}

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

async function writeFile(path: string, count: number): Promise<void> {
  const file = await open(path, 'w');
  for (let block = 0; block < count; block++)
    await file.write(makeBytes(blockBytes, `block ${block}`));
  await file.close();
}

function listOf(path: string, ...tools: readonly string[]): string {
  const lines = tools.map((tool) => execFileSync(tool, ['--tag', path], { encoding: 'utf8' }));
  return lines.join('').replaceAll(path, 'checked.bin');
}

/** Milliseconds from choosing the file to its verdict. */
async function checkMs(page: AppPage, path: string, { list, verdict }: Case): Promise<number> {
  await page.pasteChecksum(list);
  const startedAt = performance.now();
  await page.chooseToCheck([path]);
  await page.waitForVerdict(verdict, timeoutMs);
  return performance.now() - startedAt;
}

function toolMs(tool: string, path: string): number {
  const startedAt = performance.now();
  execFileSync(tool, [path]);
  return performance.now() - startedAt;
}

/** A new browser checks the file; the tool does the same right after it. */
async function round(world: World, name: BrowserName, path: string, one: Case): Promise<number> {
  const visitor = await world.visitor(name);
  const page = await visitor.newPage();
  await page.openCheck();
  const pageMs = await checkMs(page, path, one);
  await world.leave(visitor);
  const peerMs = toolMs(one.tool, path);
  console.log(
    `${name}, ${one.title}: page ${pageMs.toFixed(0)} ms, ${one.tool} ${peerMs.toFixed(0)} ms, ` +
      `ratio ${(peerMs / pageMs).toFixed(2)}`,
  );
  return peerMs / pageMs;
}

/** Apart from the timing: to look at the memory of a browser holds it up. */
async function memoryRound(world: World, name: BrowserName, path: string): Promise<void> {
  const visitor = await world.visitor(name);
  const page = await visitor.newPage();
  await page.openCheck();
  const pid = visitor.browser.process()?.pid ?? 0;
  const before = treeMemory(pid);
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, treeMemory(pid))), sampleMs);
  await page.chooseToCheck([path]);
  await page.waitForVerdict('nothing-to-check', timeoutMs);
  clearInterval(sampling);
  const { size } = await stat(path);
  console.log(
    `${name}, memory of the whole browser for ${mebibytes(size)}: at most ` +
      `${mebibytes(most - before)} over ${mebibytes(before)}`,
  );
  await world.leave(visitor);
}

/** Checks a file of 1 GiB on `#/check`, against `sha256sum` and `md5sum` of the same file. */
export async function bench(): Promise<void> {
  await setup();
  const world = await World.open();
  const path = join(world.folder.path, 'checked.bin');
  for (const count of memoryBlocks) {
    await writeFile(path, count);
    for (const name of browserNames) await memoryRound(world, name, path);
  }
  await writeFile(path, blocks);
  const sha256 = listOf(path, 'sha256sum');
  const md5 = listOf(path, 'md5sum');
  const cases: readonly Case[] = [
    { title: 'SHA-256', list: sha256, tool: 'sha256sum', verdict: 'matches' },
    { title: 'MD5', list: md5, tool: 'md5sum', verdict: 'weak' },
    { title: 'MD5 and SHA-256', list: md5 + sha256, tool: 'sha256sum', verdict: 'matches' },
  ];
  for (const name of browserNames)
    for (const one of cases) {
      const ratios: number[] = [];
      for (let i = 0; i < rounds; i++) ratios.push(await round(world, name, path, one));
      console.log(
        `${name}, ${one.title}: median of ${rounds}: ${one.tool} × ${median(ratios).toFixed(2)}`,
      );
    }
  await world.close();
}

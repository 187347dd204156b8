import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ProblemCode } from '../../src/base/problem';
import { problemWords } from '../../src/base/problem-words';
import { AppPage } from '../support/app-page';
import { hashOf, type MadeFile } from '../support/make-file';
import { waitFor } from '../support/wait-for';
import type { Visitor, World } from '../support/world';
import { type GateMoment, watchGate } from './gate-log';

/** What pages with failing mirrors cannot keep out of the console. */
const failedRequests = [
  /^Failed to load resource/,
  /has been blocked by CORS policy/,
  /Cross-Origin Request Blocked/,
];
const stepMs = 20_000;
const arrivalMs = 60_000;
/** The page has some patience before it says that nothing happens. */
const wordsMs = 40_000;

/** A mirror as the page's table has it. */
export interface MirrorRow {
  readonly url: string;
  readonly state: string;
  readonly code: ProblemCode | undefined;
}

/** A peer that the page names as one that sent wrong pieces. */
export interface FaultyPeerRow {
  readonly dropped: boolean;
}

/** What a page is to receive, and how. */
export interface Download {
  readonly file: MadeFile;
  readonly link: string;
  readonly how: 'join' | 'mirrors-only';
}

/** A page that receives a file from liars among others, and never may be deceived. */
export class Victim {
  private constructor(
    readonly app: AppPage,
    private readonly gate: () => Promise<readonly GateMoment[]>,
    private readonly downloadDir: string,
    private readonly file: MadeFile,
  ) {}

  /** Opens a link, begins, and goes through `events`; the page is gone afterwards. */
  static async suffer(
    world: World,
    visitor: Visitor,
    { file, link, how }: Download,
    events: (victim: Victim) => Promise<void>,
  ): Promise<void> {
    const page = await visitor.browser.newPage();
    const gate = await watchGate(page);
    const app = await AppPage.prepare(page, {
      appUrl: world.app.url,
      downloadDir: visitor.downloadDir,
      allowed: failedRequests,
    });
    const victim = new Victim(app, gate, visitor.downloadDir, file);
    try {
      await app.openLink(link);
      await victim.press(how);
      await events(victim);
    } finally {
      await page.close();
    }
  }

  /** Sources that were there all agree: this file must not be offered. */
  async assertNothingOffered(): Promise<void> {
    expect(await this.app.stage()).toBe('receiving');
    expect(offers(await this.gate())).toEqual([]);
  }

  /** Waits for the whole file and asserts what must hold whatever happened before. */
  async assertArrives(liars: number, pieceLength: number): Promise<void> {
    const { app, file } = this;
    await app.waitForStage('ready', arrivalMs);
    expect(await app.verdict()).toEqual({ verdict: 'matches', source: 'link' });
    // Once it matches it does, and Save opens with it.
    const offered = offers(await this.gate());
    expect(offered.filter(({ verdict }) => verdict !== 'matches')).toEqual([]);
    expect(await this.saved()).toBe(file.hash('sha256'));
    expect(offers(await this.gate()).filter(({ verdict }) => verdict !== 'matches')).toEqual([]);
    await this.assertLittleWasted(liars, pieceLength);
    app.assertClean();
  }

  /** Bytes that the page says were of no use. */
  async wastedBytes(): Promise<number> {
    return Number((await this.app.read('wasted'))?.attributes['data-bytes'] ?? 0);
  }

  async mirrors(): Promise<MirrorRow[]> {
    const rows = await this.app.page.$$eval('mirror-table tbody tr', (all) =>
      all.map((row) => ({
        url: row.querySelector('bdi')?.title ?? '',
        state: row.querySelector('[data-state]')?.getAttribute('data-state') ?? '',
        problem: row.querySelector('[data-state] .soft')?.textContent ?? '',
      })),
    );
    return rows.map(({ url, state, problem }) => ({ url, state, code: codeOf(problem) }));
  }

  async faultyPeers(): Promise<FaultyPeerRow[]> {
    const rows = await this.app.readAll('faulty-peer');
    return rows.map(({ attributes }) => ({ dropped: attributes['data-dropped'] === 'true' }));
  }

  /** Waits until the page names these peers as ones that sent wrong pieces. */
  async waitForFaultyPeers(peers: readonly FaultyPeerRow[]): Promise<void> {
    await waitFor(
      `the faulty peers ${JSON.stringify(peers)}`,
      wordsMs,
      async () => JSON.stringify(await this.faultyPeers()) === JSON.stringify(peers),
      () => this.describe(),
    );
  }

  /** Waits until the page names one peer, dropped or not. */
  async waitForAnyFaultyPeer(): Promise<void> {
    await waitFor(
      'a faulty peer',
      wordsMs,
      async () => (await this.faultyPeers()).length === 1,
      () => this.describe(),
    );
  }

  /** Waits until the page says why nothing happens: with `code`, when that is known. */
  async waitForWords(code?: ProblemCode): Promise<void> {
    await waitFor(
      `a word on why nothing happens: ${code ?? 'any'}`,
      wordsMs,
      async () => {
        const shown = await this.app.problemCode();
        return code === undefined ? shown !== undefined : shown === code;
      },
      () => this.describe(),
    );
  }

  /** For error messages. */
  private async describe(): Promise<string> {
    return JSON.stringify({
      stage: await this.app.stage(),
      problem: await this.app.problemCode(),
      progress: await this.app.progress(),
      mirrors: await this.mirrors(),
      faultyPeers: await this.faultyPeers(),
      wasted: await this.wastedBytes(),
    });
  }

  /** Without a mouse: nothing is to be hit on a page that others may cover. */
  private async press(testId: string): Promise<void> {
    await waitFor(`the button ${testId}`, stepMs, () =>
      this.app.page.evaluate((id) => {
        const button = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
        button?.click();
        return button !== null;
      }, testId),
    );
  }

  /** Saves and returns the SHA-256 of what is on the disk. */
  private async saved(): Promise<string> {
    const { name, bytes } = this.file;
    const path = join(this.downloadDir, name);
    await this.press('save');
    await this.app.waitForStage('saved');
    await waitFor(`the whole of ${name} on the disk`, stepMs, async () => {
      const info = await stat(path).catch(() => undefined);
      return info?.size === bytes.length;
    });
    return hashOf('sha256', await readFile(path));
  }

  private async assertLittleWasted(liars: number, pieceLength: number): Promise<void> {
    const size = this.file.bytes.length;
    const allowed = 0.05 * size + 2 * pieceLength * liars;
    expect(await this.wastedBytes()).toBeLessThanOrEqual(allowed);
    // Counted in another place of the page, so that neither can hide anything.
    const { fromPeers, fromMirrors } = await this.app.progress();
    expect(fromPeers + fromMirrors).toBeGreaterThanOrEqual(size);
    expect(fromPeers + fromMirrors - size).toBeLessThanOrEqual(allowed);
  }
}

/** The moments at which the page said that the bytes are right, or let them be saved. */
function offers(moments: readonly GateMoment[]): GateMoment[] {
  return moments.filter(({ verdict, saveEnabled }) => verdict === 'matches' || saveEnabled);
}

function codeOf(title: string): ProblemCode | undefined {
  const codes = Object.keys(problemWords) as ProblemCode[];
  return codes.find((code) => problemWords[code].title === title.trim());
}

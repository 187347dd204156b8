import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { AppPage } from './app-page';
import { type BrowserName, type BrowserOptions, launchBrowser } from './launch-browser';
import { type TemporaryFolder, temporaryFolder } from './make-file';
import type { MirrorFile } from './mirror-body';
import { type Mirror, type MirrorOptions, startMirror } from './mirror-server';
import { type ServedApp, type ServeOptions, serveApp } from './serve-app';

/** Somebody with a browser of their own. */
export class Visitor {
  readonly #pages: AppPage[] = [];

  constructor(
    readonly browser: Browser,
    readonly downloadDir: string,
    private readonly appUrl: string,
  ) {}

  /** A new page. `allowed`: console lines that the test provokes on purpose. */
  async newPage(allowed: readonly RegExp[] = []): Promise<AppPage> {
    const page = await AppPage.prepare(await this.browser.newPage(), {
      appUrl: this.appUrl,
      downloadDir: this.downloadDir,
      allowed,
    });
    this.#pages.push(page);
    return page;
  }

  /** Closes the browser, then throws when one of its pages had a problem. */
  async leave(): Promise<void> {
    await this.browser.close();
    for (const page of this.#pages.splice(0)) page.assertClean();
  }
}

/** All that an end-to-end test needs and that must be gone afterwards. */
export class World {
  readonly #visitors = new Set<Visitor>();
  readonly #mirrors: Mirror[] = [];
  #downloads = 0;
  #subfolders = 0;

  private constructor(
    /** The built app, on a server with a tracker. */
    readonly app: ServedApp,
    /** Files for the test to publish. */
    readonly folder: TemporaryFolder,
  ) {}

  static async open(options: ServeOptions = {}): Promise<World> {
    return new World(await serveApp(options), await temporaryFolder());
  }

  /** Starts a browser with a new profile and a download folder of its own. */
  async visitor(name: BrowserName, options: BrowserOptions = {}): Promise<Visitor> {
    const downloadDir = join(this.folder.path, `downloads-${this.#downloads++}`);
    await mkdir(downloadDir);
    const browser = await launchBrowser(name, { downloadDir, ...options });
    const visitor = new Visitor(browser, downloadDir, this.app.url);
    this.#visitors.add(visitor);
    return visitor;
  }

  /** A new folder for files of which there is one of the same name already. */
  async subfolder(): Promise<string> {
    const path = join(this.folder.path, `folder-${this.#subfolders++}`);
    await mkdir(path);
    return path;
  }

  async mirror(
    files: Readonly<Record<string, MirrorFile>>,
    options?: MirrorOptions,
  ): Promise<Mirror> {
    const mirror = await startMirror(files, options);
    this.#mirrors.push(mirror);
    return mirror;
  }

  /** Ends a visitor's browser before the test's end. */
  async leave(visitor: Visitor): Promise<void> {
    this.#visitors.delete(visitor);
    await visitor.leave();
  }

  /** Ends everything; then throws when a page had a problem. */
  async close(): Promise<void> {
    const left = await Promise.allSettled([...this.#visitors].map((visitor) => visitor.leave()));
    await Promise.all(this.#mirrors.map((mirror) => mirror.close()));
    await this.app.close();
    await this.folder.remove();
    for (const result of left) if (result.status === 'rejected') throw result.reason;
  }
}

import { readdir } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import type { ReceiveStage } from '../../src/receive/receive-state';
import { countPeerConnections } from './count-peer-connections';
import { type ElementReport, findElement, readElement, readElements } from './read-element';
import { waitForDownload } from './wait-for-download';
import { waitFor } from './wait-for';
import { type PageWatch, watchPage } from './watch-page';

/** What a test may take for anything that is not a transfer. */
const stepMs = 20_000;

export interface AppPageOptions {
  /** With a slash at its end. */
  readonly appUrl: string;
  readonly downloadDir: string;
  /** Console lines that the test provokes on purpose. */
  readonly allowed?: readonly RegExp[];
}

/** The app in one page of a browser, driven through its `data-testid` interface as a person would. */
export class AppPage {
  private constructor(
    readonly page: Page,
    readonly watch: PageWatch,
    /** RTCPeerConnections made since the page's last load. */
    readonly peerConnections: () => Promise<number>,
    private readonly options: AppPageOptions,
  ) {}

  /** Makes a new page ready; loads nothing yet. */
  static async prepare(page: Page, options: AppPageOptions): Promise<AppPage> {
    const watch = await watchPage(page, options.allowed);
    // The page may ask before it is left; nobody is there to answer.
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    const peerConnections = await countPeerConnections(page);
    // Without it both browsers save through their downloads, which a test can see.
    await page.evaluateOnNewDocument(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    return new AppPage(page, watch, peerConnections, options);
  }

  /** Publishes a file on disk and returns its share link. Throws when the app refuses it. */
  async publish(path: string, timeoutMs = stepMs): Promise<string> {
    await this.chooseFile(path);
    return waitFor(
      'the share link',
      timeoutMs,
      async () => {
        const code = await this.problemCode();
        if (code !== undefined) throw new Error(`The app refused ${path}: ${code}`);
        const link = (await this.read('share-link'))?.text;
        return link === '' ? undefined : link;
      },
      () => this.describe(),
    );
  }

  /** Puts a file on disk into the file input of the publish page. */
  async chooseFile(path: string): Promise<void> {
    await this.page.goto(`${this.options.appUrl}#/publish`);
    const input = await this.find('publish-input');
    await input.uploadFile(path);
  }

  /** Opens a share link; returns when the app shows its page for it. */
  async openLink(url: string): Promise<void> {
    await this.page.goto(url);
    await this.find('receive');
  }

  join(): Promise<void> {
    return this.click('join');
  }

  mirrorsOnly(): Promise<void> {
    return this.click('mirrors-only');
  }

  async stage(): Promise<ReceiveStage | undefined> {
    return (await this.read('receive'))?.attributes['data-stage'] as ReceiveStage | undefined;
  }

  /** Waits for one of `stages`; ends early when the app fails instead. */
  async waitForStage(stages: ReceiveStage | readonly ReceiveStage[], timeoutMs = stepMs) {
    const wanted = [stages].flat();
    return waitFor(
      wanted.join(' or '),
      timeoutMs,
      async () => {
        const stage = await this.stage();
        if (stage !== undefined && wanted.includes(stage)) return stage;
        if (stage === 'failed') throw new Error(`The app failed. ${await this.describe()}`);
        return undefined;
      },
      () => this.describe(),
    );
  }

  async verdict(): Promise<{ verdict: string | undefined; source: string | undefined }> {
    const attributes = (await this.read('verdict'))?.attributes;
    return { verdict: attributes?.['data-verdict'], source: attributes?.['data-source'] };
  }

  /** Waits until the verdict shown is `kind`. */
  async waitForVerdict(kind: string, timeoutMs = stepMs): Promise<void> {
    await waitFor(
      `the verdict ${kind}`,
      timeoutMs,
      async () => (await this.verdict()).verdict === kind,
      () => this.describe(),
    );
  }

  /** Puts `text` into the paste box all at once, as pasting does. */
  async pasteChecksum(text: string): Promise<void> {
    const box = await this.find('checksum-input');
    await box.evaluate((element, value) => {
      element.value = value;
      element.dispatchEvent(
        new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertFromPaste' }),
      );
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }, text);
  }

  /** Loads the check page anew: without files, and without what was brought before. */
  async openCheck(): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${this.options.appUrl}#/check`);
    await this.find('check-input');
  }

  /** Puts files on disk into the file input of the check page. */
  async chooseToCheck(paths: readonly string[]): Promise<void> {
    await (await this.find('check-input')).uploadFile(...paths);
  }

  /** Chooses lists, signatures and keys on disk, on the check page or the receive page. */
  async bringEvidence(paths: readonly string[]): Promise<void> {
    await (await this.find('evidence-input')).uploadFile(...paths);
  }

  /** Takes away the text in the box and every list, signature and key. */
  async removeAllEvidence(): Promise<void> {
    await this.pasteChecksum('');
    await waitFor(
      'the box to be empty',
      stepMs,
      async () => {
        const documents = await this.readAll('remove-document');
        if (documents.length > 0) await this.click('remove-document');
        return documents.length === 0;
      },
      () => this.describe(),
    );
  }

  /** The rows of the check page's table: "name: result" each, in the order of the page. */
  async checkRows(): Promise<string[]> {
    const rows = await this.readAll('check-row');
    return rows.map(({ attributes }) => {
      return `${attributes['data-name'] ?? ''}: ${attributes['data-result'] ?? ''}`;
    });
  }

  /** Waits until the table has exactly these rows. */
  async waitForRows(rows: readonly string[], timeoutMs = stepMs): Promise<void> {
    await waitFor(
      `the rows ${JSON.stringify(rows)}`,
      timeoutMs,
      async () => JSON.stringify(await this.checkRows()) === JSON.stringify(rows),
      async () => `Rows: ${JSON.stringify(await this.checkRows())}. ${await this.describe()}`,
    );
  }

  /** The links of the chain shown: "kind: state" each. */
  async chain(): Promise<string[]> {
    const links = await this.readAll('chain-link');
    return links.map(({ attributes }) => {
      return `${attributes['data-kind'] ?? ''}: ${attributes['data-state'] ?? ''}`;
    });
  }

  async saveEnabled(): Promise<boolean> {
    return (await this.read('save'))?.disabled === false;
  }

  /** Presses Save, waits for the whole download of `size` bytes, and returns its path. */
  async save(size: number, timeoutMs = stepMs): Promise<string> {
    return this.savedBy(size, timeoutMs, () => this.click('save'));
  }

  /** The explicit step for a verdict that alone does not open the gate. */
  async saveAnyway(size: number, timeoutMs = stepMs): Promise<string> {
    await this.click('save-unchecked');
    return this.savedBy(size, timeoutMs, () => this.click('save-anyway'));
  }

  /** `data-code` of the first problem shown. */
  async problemCode(): Promise<string | undefined> {
    return (await this.read('problem'))?.attributes['data-code'];
  }

  async waitForProblem(code: string, timeoutMs = stepMs): Promise<void> {
    await waitFor(
      `the problem ${code}`,
      timeoutMs,
      async () => (await this.problemCode()) === code,
      () => this.describe(),
    );
  }

  /** Bytes that came from peers and from mirrors in this visit, and the percentage that is here. */
  async progress(): Promise<{ fromPeers: number; fromMirrors: number; percent: number }> {
    const attributes = (await this.read('progress'))?.attributes ?? {};
    return {
      fromPeers: Number(attributes['data-from-peers'] ?? 0),
      fromMirrors: Number(attributes['data-from-mirrors'] ?? 0),
      percent: Number(attributes['aria-valuenow'] ?? 0),
    };
  }

  read(testId: string): Promise<ElementReport | undefined> {
    return readElement(this.page, testId);
  }

  /** All elements with a test id, in the order of the page. */
  readAll(testId: string): Promise<ElementReport[]> {
    return readElements(this.page, testId);
  }

  /** Clicks an element; finds it anew when the page was just rendering, as a person would. */
  async click(testId: string): Promise<void> {
    await waitFor(
      `a click on ${testId}`,
      stepMs,
      async () => {
        const element = await this.find(testId);
        return element.click().then(
          () => true,
          (error: unknown) => {
            if (String(error).includes('detached')) return false;
            throw error;
          },
        );
      },
      () => this.describe(),
    );
  }

  /** Puts `value` into a field and leaves it, as a person would. */
  async fill(testId: string, value: string): Promise<void> {
    const field = await this.find(testId);
    await field.evaluate((element, text) => {
      element.value = text;
      element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }, value);
  }

  /** Waits until an element's text, or the value of a field, fits `pattern`. */
  async waitForText(testId: string, pattern: RegExp, timeoutMs = stepMs): Promise<void> {
    await waitFor(
      `${testId} to read ${String(pattern)}`,
      timeoutMs,
      async () => pattern.test((await this.read(testId))?.text ?? ''),
      async () => `It reads ${String((await this.read(testId))?.text)}. ${await this.describe()}`,
    );
  }

  /** Throws when anything happened in the page that must not happen. */
  assertClean(): void {
    this.watch.assertClean();
  }

  private find(testId: string) {
    return waitFor(
      `the element ${testId}`,
      stepMs,
      () => findElement(this.page, testId),
      () => this.describe(),
    );
  }

  private async savedBy(size: number, timeoutMs: number, press: () => Promise<void>) {
    const before = new Set(await readdir(this.options.downloadDir));
    await press();
    return waitForDownload(this.options.downloadDir, before, size, timeoutMs);
  }

  /** For error messages: where the page is and what it complains about. */
  private async describe(): Promise<string> {
    const now = {
      stage: await this.stage(),
      problem: await this.problemCode(),
      problemText: (await this.read('problem'))?.text,
      verdict: await this.verdict(),
      progress: await this.progress(),
      peers: (await this.read('peers'))?.text,
      watched: this.watch.problems,
    };
    return `The page: ${JSON.stringify(now)}`;
  }
}

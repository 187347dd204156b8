import { readdir } from 'node:fs/promises';
import type { ElementReport } from './read-element';
import { waitForDownload } from './wait-for-download';
import { waitFor } from './wait-for';
import { launchWebKit, type WebKit } from './webkit';
import type { ElementReference, WebKitSession } from './webkit-session';

/** What a test may take for anything that is not a transfer. */
const stepMs = 20_000;

/** Where the page keeps what its listeners heard. */
const key = '__problems';

/** Runs in the page, after it was loaded: WebDriver has no way to be there before. */
function listenForFailures(name: string): void {
  const problems: string[] = [];
  Reflect.set(globalThis, name, problems);
  addEventListener('error', ({ message, filename, lineno }) => {
    problems.push(`uncaught: ${message} (${filename}:${lineno})`);
  });
  addEventListener('unhandledrejection', ({ reason }) => {
    problems.push(`unhandled rejection: ${String(reason)}`);
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    problems.push(`CSP violation: ${event.effectiveDirective} ${event.blockedURI}`);
  });
  const { error } = console;
  console.error = (...values: unknown[]): void => {
    problems.push(`console: ${values.map(String).join(' ')}`);
    error(...values);
  };
}

/** Runs in the page. */
function findByTestId(testId: string, attribute = '', value = ''): Element | null {
  const condition = attribute === '' ? '' : `[${attribute}="${CSS.escape(value)}"]`;
  return document.querySelector(`[data-testid="${testId}"]${condition}`);
}

/** Runs in the page. */
function describeByTestId(testId: string): ElementReport[] {
  return [...document.querySelectorAll(`[data-testid="${testId}"]`)].map((element) => {
    const value: unknown = Reflect.get(element, 'value');
    return {
      text: typeof value === 'string' ? value : element.textContent.trim(),
      attributes: Object.fromEntries(
        [...element.attributes].map((attribute) => [attribute.name, attribute.value]),
      ),
      disabled: Reflect.get(element, 'disabled') === true,
    };
  });
}

/** Runs in the page: what pasting `text` over everything in a box does. */
function pasteInto(testId: string, text: string): void {
  const box = document.querySelector<HTMLTextAreaElement>(`[data-testid="${testId}"]`);
  if (box === null) throw new Error(`no ${testId}`);
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The app in WebKit, driven through its `data-testid` interface. */
export class WebKitPage {
  private constructor(
    private readonly webkit: WebKit,
    private readonly appUrl: string,
  ) {}

  /** Starts a browser and opens the app in it. `appUrl` has a slash at its end. */
  static async open(appUrl: string): Promise<WebKitPage> {
    const page = new WebKitPage(await launchWebKit(), appUrl);
    await page.goto('');
    return page;
  }

  get session(): WebKitSession {
    return this.webkit.session;
  }

  /** Loads the app anew, listens for what must not happen, and goes on to the page of `hash`. */
  async goto(hash: string): Promise<void> {
    // Another address than the one that is shown: a change of the fragment alone loads nothing.
    await this.session.goto('about:blank');
    await this.session.goto(this.appUrl);
    await this.session.evaluate(listenForFailures, key);
    await this.show(hash);
  }

  /** Goes on to the page of `hash` as a click on a link does. */
  async show(hash: string): Promise<void> {
    await this.session.evaluate((next) => {
      location.hash = next;
    }, hash);
  }

  async click(testId: string): Promise<void> {
    await this.session.click(await this.#find(testId));
  }

  /** Puts files on disk into a file input. */
  async chooseFiles(testId: string, paths: readonly string[]): Promise<void> {
    await this.session.type(await this.#find(testId), paths.join('\n'));
  }

  async paste(testId: string, text: string): Promise<void> {
    await this.#find(testId);
    await this.session.evaluate(pasteInto, testId, text);
  }

  /** Presses Save, waits for the whole download of `size` bytes, and returns its path. */
  async save(size: number): Promise<string> {
    const { downloadDir } = this.webkit;
    const before = new Set(await readdir(downloadDir));
    await this.click('save');
    return waitForDownload(downloadDir, before, size, stepMs);
  }

  /** How the first element with a test id is now. */
  async read(testId: string): Promise<ElementReport | undefined> {
    return (await this.readAll(testId))[0];
  }

  readAll(testId: string): Promise<ElementReport[]> {
    return this.session.evaluate(describeByTestId, testId);
  }

  /** All that is to be read in the page. */
  text(): Promise<string> {
    return this.session.evaluate(() => document.body.innerText);
  }

  /** Waits until there is an element with that value in an attribute. */
  async waitFor(testId: string, attribute: string, value: string): Promise<void> {
    await waitFor(
      `${testId} with ${attribute}=${value}`,
      stepMs,
      () => this.session.evaluate(findByTestId, testId, attribute, value).then(Boolean),
      () => this.#describe(),
    );
  }

  /** Uncaught errors, unhandled rejections, CSP violations, console errors since `goto`. */
  problems(): Promise<string[]> {
    return this.session.evaluate((name) => Reflect.get(globalThis, name) as string[], key);
  }

  /** Throws when anything happened in the page that must not happen. */
  async assertClean(): Promise<void> {
    const problems = await this.problems();
    if (problems.length > 0) throw new Error(`The page had problems:\n${problems.join('\n')}`);
  }

  async close(): Promise<void> {
    await this.webkit.close();
  }

  async #find(testId: string): Promise<ElementReference> {
    return waitFor(
      `the element ${testId}`,
      stepMs,
      async () =>
        ((await this.session.evaluate(
          findByTestId,
          testId,
        )) as unknown as ElementReference | null) ?? undefined,
      () => this.#describe(),
    );
  }

  /** For error messages. */
  async #describe(): Promise<string> {
    const text = (await this.text()).slice(0, 2_000);
    return `The page: ${text}\n${(await this.problems()).join('\n')}`;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

/** How a WebDriver names an element in its messages. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** What a driver calls one element, while it is in the document. */
export interface ElementReference {
  readonly [elementKey]: string;
}

interface Answer {
  readonly value: unknown;
}

const driverStartMs = 10_000;
const pollMs = 50;

/**
 * A session of a browser behind a WebDriver: the few commands of the W3C's specification that the
 * tests use. Everything throws an error that names the command when the driver refuses it.
 */
export class WebKitSession {
  private constructor(
    private readonly address: string,
    /** The browser's version, as it gives it. */
    readonly version: string,
  ) {}

  /** Waits for the driver at `driverUrl` to listen, then opens a session. */
  static async open(driverUrl: string, capabilities: object): Promise<WebKitSession> {
    await untilReady(driverUrl);
    const made = (await ask('POST', `${driverUrl}/session`, {
      capabilities: { alwaysMatch: capabilities },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    return new WebKitSession(
      `${driverUrl}/session/${made.sessionId}`,
      made.capabilities.browserVersion,
    );
  }

  /** Loads `url`; returns after its load event. */
  async goto(url: string): Promise<void> {
    await this.#post('url', { url });
  }

  /**
   * Runs a function in the page with arguments that JSON can carry, or element references. It may
   * return a promise. It knows nothing of the test around it.
   */
  async evaluate<Args extends readonly unknown[], Result>(
    work: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    const script = `return (${work.toString()})(...arguments);`;
    return (await this.#post('execute/sync', { script, args })) as Awaited<Result>;
  }

  /** Clicks as a person would, at the middle of what is visible of the element. */
  async click(element: ElementReference): Promise<void> {
    await this.#post(`element/${element[elementKey]}/click`, {});
  }

  /** Types into an element; a file input takes paths, one a line. */
  async type(element: ElementReference, text: string): Promise<void> {
    await this.#post(`element/${element[elementKey]}/value`, { text });
  }

  /** A PNG of what is visible. */
  async screenshot(): Promise<Buffer> {
    const base64 = (await ask('GET', `${this.address}/screenshot`)) as string;
    return Buffer.from(base64, 'base64');
  }

  /** Ends the session, and its browser with it. */
  async close(): Promise<void> {
    await ask('DELETE', this.address);
  }

  #post(command: string, body: object): Promise<unknown> {
    return ask('POST', `${this.address}/${command}`, body);
  }
}

async function untilReady(driverUrl: string): Promise<void> {
  const giveUpAt = performance.now() + driverStartMs;
  for (;;) {
    try {
      await ask('GET', `${driverUrl}/status`);
      return;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await sleep(pollMs);
    }
  }
}

async function ask(method: string, url: string, body?: object): Promise<unknown> {
  const answer = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { value } = (await answer.json()) as Answer;
  if (answer.ok) return value;
  throw new Error(`${method} ${new URL(url).pathname}: ${JSON.stringify(value)}`);
}

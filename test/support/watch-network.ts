import type { Page } from 'puppeteer-core';

/** Where the page keeps its list. */
const key = '__webSockets';

export interface NetworkWatch {
  /** Addresses of all requests of the page, in order, that are not to `origin`. */
  readonly foreignRequests: readonly string[];
  /** Addresses of the WebSockets made since the page's last load. */
  webSockets(): Promise<string[]>;
}

/** Runs in the page, before its own scripts. */
function listWebSockets(name: string): void {
  const urls: string[] = [];
  Reflect.set(globalThis, name, urls);
  globalThis.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      urls.push(String(url));
      super(url, protocols);
    }
  };
}

/** Lists what a page asks of others, from its next load on. `origin`: the app's, with a slash. */
export async function watchNetwork(page: Page, origin: string): Promise<NetworkWatch> {
  const foreignRequests: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    // Those are made of what the page has already.
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) foreignRequests.push(url);
  });
  await page.evaluateOnNewDocument(listWebSockets, key);
  return {
    foreignRequests,
    webSockets: () => page.evaluate((name) => Reflect.get(globalThis, name) as string[], key),
  };
}

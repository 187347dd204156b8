import type { Page } from 'puppeteer-core';

/** Where the page keeps the count. */
const key = '__peerConnections';

/** Runs in the page, before its own scripts. */
function countConstructions(name: string): void {
  let count = 0;
  Object.defineProperty(globalThis, name, { get: () => count });
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      count += 1;
    }
  };
}

/**
 * Counts the RTCPeerConnections that a page makes, from its next load on. Returns the function that
 * reads the count of the document that is there now.
 */
export async function countPeerConnections(page: Page): Promise<() => Promise<number>> {
  await page.evaluateOnNewDocument(countConstructions, key);
  return () => page.evaluate((name) => Reflect.get(globalThis, name) as number, key);
}

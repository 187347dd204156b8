import type { Page } from 'puppeteer-core';

/** Where the page keeps the count. */
const key = '__mostOpenConnections';

/** Runs in the page, before its own scripts. */
function watchConnections(name: string): void {
  const open = new Set<RTCPeerConnection>();
  let most = 0;
  Object.defineProperty(globalThis, name, { get: () => most });
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      open.add(this);
      most = Math.max(most, open.size);
    }
    override close(): void {
      open.delete(this);
      super.close();
    }
  };
}

/**
 * Counts the RTCPeerConnections that a page has open at one time, from its next load on. Returns the
 * function that reads the highest count of the document that is there now.
 */
export async function countOpenConnections(page: Page): Promise<() => Promise<number>> {
  await page.evaluateOnNewDocument(watchConnections, key);
  return () => page.evaluate((name) => Reflect.get(globalThis, name) as number, key);
}

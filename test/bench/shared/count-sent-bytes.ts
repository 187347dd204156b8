import type { Page } from 'puppeteer-core';

/** Where the page keeps the sum. */
const key = '__sentBytes';

/** Runs in the page, before its own scripts. */
function countSends(name: string): void {
  let total = 0;
  Object.defineProperty(globalThis, name, { get: () => total });
  const { prototype } = RTCDataChannel;
  Object.defineProperty(prototype, 'send', {
    value: new Proxy(Reflect.get(prototype, 'send') as (data: unknown) => void, {
      apply(send, channel: RTCDataChannel, [data]: [ArrayBufferView | ArrayBuffer | string]) {
        total += typeof data === 'string' ? data.length : data.byteLength;
        send.call(channel, data);
      },
    }),
  });
}

/**
 * Counts what a page hands to its WebRTC data channels, protocol included, from its next load on.
 * What is queued there when the page closes is counted too: 64 KiB for each channel at most with
 * webtorrent. Returns the function that reads the sum.
 */
export async function countSentBytes(page: Page): Promise<() => Promise<number>> {
  await page.evaluateOnNewDocument(countSends, key);
  return () => page.evaluate((name) => Reflect.get(globalThis, name) as number, key);
}

import type { Page } from 'puppeteer-core';
import { type EachChannel, watchChannels } from './watch-channels';

/** Runs in the page, before its own scripts. */
function countMessages(eachChannel: EachChannel): () => number {
  /** Where the tab keeps the sum, across reloads. */
  const key = 'received-over-data-channels';
  let total = Number(sessionStorage.getItem(key));
  addEventListener('pagehide', () => sessionStorage.setItem(key, String(total)));
  eachChannel((channel) =>
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) total += data.byteLength;
      if (data instanceof Blob) total += data.size;
    }),
  );
  return () => total;
}

/**
 * Counts what arrives over WebRTC data channels in a tab, wasted bytes and protocol included, from
 * its next load on and across reloads. Returns the function that reads the sum.
 */
export function countReceivedBytes(page: Page): Promise<() => Promise<number>> {
  return watchChannels(page, '__receivedBytes', countMessages);
}

import type { Page } from 'puppeteer-core';
import { type EachChannel, watchChannels } from '../../support/watch-channels';

/** Runs in the page, before its own scripts. */
function countSends(eachChannel: EachChannel): () => number {
  let total = 0;
  eachChannel((channel) => {
    const send = Reflect.get(channel, 'send') as (data: unknown) => void;
    channel.send = (data: string | Blob | ArrayBuffer | ArrayBufferView): void => {
      if (typeof data === 'string') total += data.length;
      else total += data instanceof Blob ? data.size : data.byteLength;
      send.call(channel, data);
    };
  });
  return () => total;
}

/**
 * Counts what a page hands to its WebRTC data channels, protocol included, from its next load on.
 * What is queued there when the page closes is counted too: 64 KiB for each channel at most with
 * webtorrent. Returns the function that reads the sum.
 */
export function countSentBytes(page: Page): Promise<() => Promise<number>> {
  return watchChannels(page, '__sentBytes', countSends);
}

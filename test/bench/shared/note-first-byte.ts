import type { Page } from 'puppeteer-core';
import { type EachChannel, watchChannels } from '../../support/watch-channels';

/** Runs in the page, before its own scripts. */
function noteFirstMessage(eachChannel: EachChannel): () => number {
  let firstAt = Infinity;
  const note = (): void => {
    firstAt = Math.min(firstAt, performance.timeOrigin + performance.now());
  };
  eachChannel((channel) => channel.addEventListener('message', note, { once: true }));
  return () => firstAt;
}

/**
 * Notes when the first message of any data channel reaches a page, from its next load on. Returns the
 * function that reads the moment, in ms since 1970; Infinity before there is one.
 */
export function noteFirstByte(page: Page): Promise<() => Promise<number>> {
  return watchChannels(page, '__firstByteAt', noteFirstMessage);
}

import type { Page } from 'puppeteer-core';

/** Where the page keeps the moment. */
const key = '__firstByteAt';

/** Runs in the page, before its own scripts. */
function noteFirstMessage(name: string): void {
  let firstAt = Infinity;
  Object.defineProperty(globalThis, name, { get: () => firstAt });
  const watch = (channel: RTCDataChannel): void => {
    const note = (): void => {
      firstAt = Math.min(firstAt, performance.timeOrigin + performance.now());
    };
    channel.addEventListener('message', note, { once: true });
  };
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('datachannel', ({ channel }) => watch(channel));
    }
    override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
      const channel = super.createDataChannel(label, options);
      watch(channel);
      return channel;
    }
  };
}

/**
 * Notes when the first message of any data channel reaches a page, from its next load on. Returns the
 * function that reads the moment, in ms since 1970.
 */
export async function noteFirstByte(page: Page): Promise<() => Promise<number>> {
  await page.evaluateOnNewDocument(noteFirstMessage, key);
  return () => page.evaluate((name) => Reflect.get(globalThis, name) as number, key);
}

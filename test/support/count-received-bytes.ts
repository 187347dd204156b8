import type { Page } from 'puppeteer-core';

/** Where the tab keeps the sum, across reloads. */
const key = 'received-over-data-channels';

/** Runs in the page, before its own scripts. */
function countMessages(name: string): void {
  let total = Number(sessionStorage.getItem(name));
  const watch = (channel: RTCDataChannel): void => {
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) total += data.byteLength;
      if (data instanceof Blob) total += data.size;
    });
  };
  Object.defineProperty(globalThis, name, { get: () => total });
  addEventListener('pagehide', () => sessionStorage.setItem(name, String(total)));
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
 * Counts what arrives over WebRTC data channels in a tab, wasted bytes and protocol included, from
 * its next load on and across reloads. Returns the function that reads the sum.
 */
export async function countReceivedBytes(page: Page): Promise<() => Promise<number>> {
  await page.evaluateOnNewDocument(countMessages, key);
  return () => page.evaluate((name) => Reflect.get(globalThis, name) as number, key);
}

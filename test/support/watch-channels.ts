import type { Page } from 'puppeteer-core';

type Watcher = (channel: RTCDataChannel) => void;

/** Tells of every data channel that the page gets from then on, before anything passes through it. */
export type EachChannel = (watch: Watcher) => void;

/** Where the page keeps who is told. */
const registry = '__channelWatchers';

/** Runs in the page, before its own scripts; only the first watch on a page has to hook into it. */
function installWatch(
  watch: (eachChannel: EachChannel) => () => unknown,
  name: string,
  watchersName: string,
): void {
  const known = Reflect.get(globalThis, watchersName) as Watcher[] | undefined;
  const watchers = known ?? [];
  if (!known) {
    Reflect.set(globalThis, watchersName, watchers);
    const tell = (channel: RTCDataChannel): void => {
      for (const watcher of watchers) watcher(channel);
    };
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener('datachannel', ({ channel }) => tell(channel));
      }
      override createDataChannel(label: string, options?: RTCDataChannelInit): RTCDataChannel {
        const channel = super.createDataChannel(label, options);
        tell(channel);
        return channel;
      }
    };
  }
  const read = watch((watcher) => void watchers.push(watcher));
  Object.defineProperty(globalThis, name, { get: read });
}

/**
 * Watches a page's WebRTC data channels from its next load on. Any number of watches may be on a page.
 *
 * @param name where the page keeps the report; no two watches on a page may share it
 * @param watch runs in the page, so may name nothing from outside itself; returns what reads the report
 * @returns the function that reads the report of the document that is there now
 */
export async function watchChannels<Report>(
  page: Page,
  name: string,
  watch: (eachChannel: EachChannel) => () => Report,
): Promise<() => Promise<Report>> {
  // In one script: browsers don't say in which order they run several.
  const texts = [String(watch), JSON.stringify(name), JSON.stringify(registry)];
  await page.evaluateOnNewDocument(`(${String(installWatch)})(${texts.join()})`);
  return () => page.evaluate((key) => Reflect.get(globalThis, key) as Report, name);
}

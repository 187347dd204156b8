import type { Page } from 'puppeteer-core';

/** What came over a page's data channels. Times in ms by the page's clock. */
interface Report {
  readonly bytes: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** Blocks are 16 KiB; what is much smaller is talk. */
const leastBytes = 4_096;
/** Where the page keeps its report. */
const key = '__arrivals';

/** Runs in the page, before its own scripts. */
function meterChannels(name: string, least: number): void {
  const report = { bytes: 0, firstAtMs: 0, lastAtMs: 0 };
  Reflect.set(globalThis, name, report);
  const watch = (channel: RTCDataChannel): void => {
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const bytes = data instanceof ArrayBuffer ? data.byteLength : 0;
      if (bytes < least) return;
      report.lastAtMs = performance.now();
      if (report.bytes === 0) report.firstAtMs = report.lastAtMs;
      report.bytes += bytes;
    });
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

/** What came until some moment. */
export class Arrivals {
  constructor(private readonly report: Report) {}

  /** Bytes per second from `before` to the last block; without it, from the first block on. */
  rateSince(before: Arrivals | undefined): number {
    const { bytes, firstAtMs, lastAtMs } = this.report;
    const { bytes: bytesBefore, lastAtMs: startedAtMs } = before?.report ?? {
      bytes: 0,
      lastAtMs: firstAtMs,
    };
    return (1000 * (bytes - bytesBefore)) / (lastAtMs - startedAtMs);
  }
}

/**
 * Notes when blocks arrive over a page's data channels, from its next load on: how fast they came,
 * whatever the page shows of it. Returns the function that reads it.
 */
export async function meterArrivals(page: Page): Promise<() => Promise<Arrivals>> {
  await page.evaluateOnNewDocument(meterChannels, key, leastBytes);
  return async () =>
    new Arrivals(await page.evaluate((name) => Reflect.get(globalThis, name) as Report, key));
}

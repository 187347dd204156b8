import type { Page } from 'puppeteer-core';
import { type EachChannel, watchChannels } from '../support/watch-channels';

/** What came over a page's data channels. Times in ms by the page's clock. */
interface Report {
  readonly bytes: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** Runs in the page, before its own scripts. */
function meterMessages(eachChannel: EachChannel): () => Report {
  /** Blocks are 16 KiB; what is much smaller is talk. */
  const leastBytes = 4_096;
  const report = { bytes: 0, firstAtMs: 0, lastAtMs: 0 };
  eachChannel((channel) =>
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const bytes = data instanceof ArrayBuffer ? data.byteLength : 0;
      if (bytes < leastBytes) return;
      report.lastAtMs = performance.now();
      if (report.bytes === 0) report.firstAtMs = report.lastAtMs;
      report.bytes += bytes;
    }),
  );
  return () => report;
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
  const read = await watchChannels(page, '__arrivals', meterMessages);
  return async () => new Arrivals(await read());
}

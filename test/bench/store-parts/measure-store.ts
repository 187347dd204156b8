import type { Browser, Page } from 'puppeteer-core';
import { waitFor } from '../../support/wait-for';
import type { StoreBench, StoreFile, StoreName } from './store-contract';

declare global {
  /** In the page. */
  var storeBench: StoreBench;
}

/** Of all pieces of a file. */
export interface StoreFigures {
  readonly ms: number;
  /** Ms of the page's main thread, what it waited for other processes included; NaN when not known. */
  readonly mainThreadMs: number;
}

export type StoreWork = 'put' | 'get';

const loadMs = 20_000;

/** Puts a file into a store and reads it again, with the storage of somebody new. */
export async function measureStore(
  browser: Browser,
  url: string,
  name: StoreName,
  file: StoreFile,
): Promise<Readonly<Record<StoreWork, StoreFigures>>> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    await waitFor('the page to load', loadMs, () =>
      page.evaluate(() => Reflect.has(globalThis, 'storeBench')),
    );
    await page.evaluate((...args) => storeBench.open(...args), name, file);
    const mainThreadMs = await watchMainThread(page);
    const figuresOf = async (work: StoreWork): Promise<StoreFigures> => {
      const before = await mainThreadMs();
      const ms = await page.evaluate((asked) => storeBench[asked](), work);
      return { ms, mainThreadMs: (await mainThreadMs()) - before };
    };
    return { put: await figuresOf('put'), get: await figuresOf('get') };
  } finally {
    await context.close();
  }
}

/** Chromium alone tells. */
async function watchMainThread(page: Page): Promise<() => Promise<number>> {
  const session = await page.createCDPSession().catch(() => undefined);
  if (!session) return () => Promise.resolve(NaN);
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
}

import { makeLink } from './make-link';
import { makeBytes } from './make-file';
import type { AppPage } from './app-page';
import { waitFor } from './wait-for';
import type { World } from './world';

/** Two browsers' pages that want the same file, which nobody has. */
export async function pagesThatMeet(world: World): Promise<readonly AppPage[]> {
  const file = { name: 'meeting.bin', bytes: makeBytes(200_003, 'meeting') };
  const trackers = [`ws://localhost:${world.app.port}/announce`];
  const link = await makeLink(file, world.app.url, { trackers });
  const pages = await Promise.all(
    [0, 1].map(async () => (await world.visitor('chromium')).newPage()),
  );
  for (const page of pages) {
    await page.openLink(link);
    await page.join();
  }
  // Who is reloaded before the page kept that it joined has to join again.
  await untilMet(pages, 30_000);
  return pages;
}

/** Starts both pages anew at the same moment; how long they take to find each other, in milliseconds. */
export async function meet(pages: readonly AppPage[], withinMs: number): Promise<number> {
  await Promise.all(pages.map(({ page }) => page.reload()));
  const startedAt = performance.now();
  await untilMet(pages, withinMs);
  return performance.now() - startedAt;
}

async function untilMet(pages: readonly AppPage[], withinMs: number): Promise<void> {
  await Promise.all(
    pages.map((page) =>
      waitFor('a peer', withinMs, async () =>
        ((await page.read('peers'))?.text ?? '').startsWith('1 '),
      ),
    ),
  );
}

import { afterEach, beforeEach, expect, it } from 'vitest';
import { e2eTimeoutMs } from '../support/browsers';
import { waitFor } from '../support/wait-for';
import { World } from '../support/world';

const rounds = 8;
/** Left alone, webtorrent needs another announce after a collision: 20 s here, minutes elsewhere. */
const meetWithinMs = 10_000;

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

it(
  'two pages that start at the same moment find each other, every time',
  async () => {
    const file = await world.folder.file('meeting.bin', 200_003);
    const publisher = await world.visitor('chromium');
    const link = await (await publisher.newPage()).publish(file.path);
    const pages = [];
    for (const name of ['chromium', 'chromium'] as const) {
      const page = await (await world.visitor(name)).newPage();
      await page.openLink(link);
      await page.join();
      await page.waitForStage('ready', 30_000);
      pages.push(page);
    }
    await world.leave(publisher);

    const waits: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await Promise.all(pages.map((page) => page.page.reload()));
      const startedAt = performance.now();
      await Promise.all(
        pages.map((page) =>
          waitFor(`a peer in round ${round}`, meetWithinMs, async () =>
            ((await page.read('peers'))?.text ?? '').startsWith('1 '),
          ),
        ),
      );
      waits.push(performance.now() - startedAt);
    }
    console.log(`found each other after ${waits.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}`);
    expect(waits).toHaveLength(rounds);
  },
  e2eTimeoutMs,
);

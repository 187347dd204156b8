import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { browserNames } from '../support/browsers';
import { hashOf, type MadeFile } from '../support/make-file';
import { World } from '../support/world';

const timeoutMs = 180_000;
const size = 1_500_001;
let world: World;
let file: MadeFile;

beforeEach(async () => {
  world = await World.open();
  file = await world.folder.file('passed on.bin', size);
});
afterEach(() => world.close());

/** A new visitor receives by `link`, saves, and is compared. Returns the page, which goes on seeding. */
async function receives(name: (typeof browserNames)[number], link: string) {
  const visitor = await world.visitor(name);
  const page = await visitor.newPage();
  await page.openLink(link);
  await page.join();
  await page.waitForStage('ready', 60_000);
  expect(await page.verdict()).toEqual({ verdict: 'matches', source: 'link' });
  expect(hashOf('sha256', await readFile(await page.save(size)))).toBe(file.hash('sha256'));
  return { visitor, page };
}

it.each(browserNames)(
  'a receiver in %s seeds after the publisher has gone, and after a reload',
  async (name) => {
    const publisher = await world.visitor('chromium');
    const link = await (await publisher.newPage()).publish(file.path);
    const receiver = await receives(name, link);
    await world.leave(publisher);

    const third = await receives('chromium', link);
    await world.leave(third.visitor);

    await receiver.page.page.reload();
    await receiver.page.waitForStage('ready', 30_000);
    expect(await receiver.page.verdict()).toEqual({ verdict: 'matches', source: 'link' });
    await receives('chromium', link);
  },
  timeoutMs,
);

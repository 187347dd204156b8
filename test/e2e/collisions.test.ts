import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collisionPairs } from '../fixtures/collision-pairs';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { hashOf } from '../support/make-file';
import { World } from '../support/world';

const fileName = 'document.pdf';

describe.each(browserNames)('two files with one digest, in %s', (name) => {
  let world: World;
  let page: AppPage;
  beforeAll(async () => {
    world = await World.open();
    page = await (await world.visitor(name)).newPage();
  }, e2eTimeoutMs);
  afterAll(() => world.close());

  it.each(collisionPairs)(
    '$algorithm: neither matches by it, and a strong digest tells them apart',
    async ({ algorithm, digest, bytes: [one, other] }) => {
      expect(hashOf(algorithm, one)).toBe(digest);
      expect(hashOf(algorithm, other)).toBe(digest);
      expect(hashOf('sha256', one)).not.toBe(hashOf('sha256', other));
      for (const [i, bytes] of [one, other].entries()) {
        const folder = join(world.folder.path, `${algorithm}-${i}`);
        await mkdir(folder);
        await writeFile(join(folder, fileName), bytes);
        await page.openCheck();
        await page.chooseToCheck([join(folder, fileName)]);
        await page.pasteChecksum(`${digest}  ${fileName}`);
        await page.waitForVerdict('weak');
        expect((await page.read('weakest-link'))?.text).toMatch(/2004|2017/);
        await page.pasteChecksum(`${digest}  ${fileName}\n${hashOf('sha256', one)}  ${fileName}\n`);
        await page.waitForVerdict(bytes === one ? 'matches' : 'differs');
      }
      page.assertClean();
    },
    e2eTimeoutMs,
  );
});

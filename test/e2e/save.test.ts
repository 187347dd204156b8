import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { e2eTimeoutMs } from '../support/browsers';
import { hashOf } from '../support/make-file';
import { makeLink } from '../support/make-link';
import { World } from '../support/world';

const size = 9 * 1024 * 1024 + 7;

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/**
 * Gives the page a file picker that always picks `name`. No test can use the browser's own picker; the
 * handle is a real one, in the origin's private file system, and writes as any other does.
 */
async function pickAlways(page: AppPage, name: string): Promise<void> {
  await page.page.evaluate((picked) => {
    const showSaveFilePicker = async (options: { suggestedName?: string }): Promise<unknown> => {
      document.documentElement.dataset['suggestedName'] = options.suggestedName ?? '';
      return (await navigator.storage.getDirectory()).getFileHandle(picked, { create: true });
    };
    Object.assign(window, { showSaveFilePicker });
  }, name);
}

/** The SHA-256 of a file in the private file system; `undefined` when there is none. */
function digestOnDisk(page: AppPage, name: string): Promise<string | undefined> {
  return page.page.evaluate(async (fileName) => {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getFileHandle(fileName).catch(() => undefined);
    if (!handle) return undefined;
    const bytes = await (await handle.getFile()).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }, name);
}

async function received(name: string): Promise<{ page: AppPage; sha256: string }> {
  const file = await world.folder.file('picked.bin', size);
  const mirror = await world.mirror({ 'picked.bin': file.bytes });
  const page = await (await world.visitor('chromium')).newPage();
  const mirrors = [mirror.url('picked.bin')];
  await page.openLink(await makeLink({ ...file, name }, world.app.url, { mirrors }));
  await page.mirrorsOnly();
  await page.waitForStage('ready', 30_000);
  return { page, sha256: hashOf('sha256', file.bytes) };
}

describe('saving to a picked file (chromium)', () => {
  it(
    'writes the bytes that were checked, under a name without surprises',
    async () => {
      const { page, sha256 } = await received('..\u202Egpj.exe');
      await pickAlways(page, 'out.bin');
      await page.click('save');
      await page.waitForStage('saved', 30_000);
      expect(await digestOnDisk(page, 'out.bin')).toBe(sha256);
      const suggested = await page.page.evaluate(
        () => document.documentElement.dataset['suggestedName'],
      );
      expect(suggested).toBe('gpj.exe');
    },
    e2eTimeoutMs,
  );

  it(
    'leaves nothing behind when it is cancelled, and can be tried again',
    async () => {
      const { page, sha256 } = await received('picked.bin');
      await pickAlways(page, 'cancelled.bin');
      // Slow enough to be cancelled.
      await page.page.evaluate(() => {
        const { prototype } = FileSystemWritableFileStream;
        const write = Reflect.get(prototype, 'write') as (data: unknown) => Promise<void>;
        prototype.write = async function (data) {
          await new Promise((resolve) => setTimeout(resolve, 500));
          await write.call(this, data);
        };
      });
      await page.click('save');
      await page.waitForStage('saving');
      await page.click('cancel-save');
      await page.waitForStage('ready');
      expect(await digestOnDisk(page, 'cancelled.bin')).toBeUndefined();
      expect(await page.saveEnabled()).toBe(true);
      await page.click('save');
      await page.waitForStage('saved', 60_000);
      expect(await digestOnDisk(page, 'cancelled.bin')).toBe(sha256);
    },
    e2eTimeoutMs,
  );
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { e2eTimeoutMs } from '../support/browsers';
import { hashOf } from '../support/make-file';
import { makeLink } from '../support/make-link';
import { waitFor } from '../support/wait-for';
import { World } from '../support/world';

const size = 12 * 1024 * 1024 + 1;
const MiB = 2 ** 20;

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

describe('storage that is full', () => {
  it.each([
    ['pieces that are checked on the way', true],
    ['plain ranges of a file without metadata', false],
  ])(
    'pauses, says so, and goes on once there is room: %s (chromium)',
    async (_what, withInfo) => {
      const file = await world.folder.file('full.bin', size);
      const mirror = await world.mirror({ 'full.bin': file.bytes });
      const page = await (await world.visitor('chromium')).newPage();
      const link = await makeLink(file, world.app.url, {
        mirrors: [mirror.url('full.bin')],
        pieceLength: 262_144,
        withInfo,
      });
      const session = await page.page.createCDPSession();
      const { origin } = new URL(world.app.url);
      const setQuota = (quotaSize?: number): Promise<void> =>
        session.send('Storage.overrideQuotaForOrigin', {
          origin,
          ...(quotaSize === undefined ? {} : { quotaSize }),
        });

      await setQuota(6 * MiB);
      await page.openLink(link);
      await page.mirrorsOnly();
      await page.waitForProblem('pieces/full');
      expect(await page.stage()).toBe('receiving');
      expect((await page.progress()).percent).toBeLessThan(100);

      // Without room, trying again does not lose what is here.
      await page.click('retry');
      await page.waitForProblem('pieces/full');

      await setQuota();
      // A write that was tried again a moment ago may have found the room already.
      await waitFor('the whole file', 20_000, async () => {
        if ((await page.stage()) === 'ready') return true;
        await page.page.evaluate(() =>
          document.querySelector<HTMLElement>('[data-testid="retry"]')?.click(),
        );
        return false;
      });
      expect((await page.verdict()).verdict).toBe('matches');
      expect(hashOf('sha256', await readFile(await page.save(size)))).toBe(file.hash('sha256'));
      // Nothing that had arrived was fetched again.
      expect(mirror.bytesSent).toBeLessThan(size + 4 * 262_144);
    },
    e2eTimeoutMs,
  );

  it(
    'pauses, says so, and goes on in a later visit with more room (firefox)',
    async () => {
      const file = await world.folder.file('full.bin', size);
      const mirror = await world.mirror({ 'full.bin': file.bytes });
      const link = await makeLink(file, world.app.url, {
        mirrors: [mirror.url('full.bin')],
        pieceLength: 262_144,
      });
      const userDataDir = await mkdtemp(join(tmpdir(), 'samesum-profile-'));
      // KiB; one site gets a fifth of it.
      const roomFor = (kibibytes: number) => ({
        userDataDir,
        firefoxPrefs: { 'dom.quotaManager.temporaryStorage.fixedLimit': 5 * kibibytes },
      });
      const small = await world.visitor('firefox', roomFor(6 * 1024));
      const before = await small.newPage();
      await before.openLink(link);
      await before.mirrorsOnly();
      await before.waitForProblem('pieces/full');
      expect(await before.stage()).toBe('receiving');
      await world.leave(small);

      const large = await world.visitor('firefox', roomFor(60 * 1024));
      const after = await large.newPage();
      await after.openLink(link);
      await after.waitForStage('ready');
      expect((await after.verdict()).verdict).toBe('matches');
      expect(hashOf('sha256', await readFile(await after.save(size)))).toBe(file.hash('sha256'));
      await world.leave(large);
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
    e2eTimeoutMs,
  );
});

import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import { makeLink } from '../support/make-link';
import { waitFor } from '../support/wait-for';
import { World } from '../support/world';

const MiB = 2 ** 20;
const wrongSha256 = 'a'.repeat(64);
const wrongSha512 = 'a'.repeat(128);

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

describe.each(browserNames)('the gate, in %s', (name) => {
  it(
    'closes at the moment that another expectation comes, not when it is compared',
    async () => {
      // Large enough that a second digest takes a while.
      const file = await world.folder.file('gate.bin', 48 * MiB);
      const mirrors = [(await world.mirror({ 'gate.bin': file.bytes })).url('gate.bin')];
      const visitor = await world.visitor(name);
      const page = await visitor.newPage();
      await page.openLink(await makeLink(file, world.app.url, { mirrors, pieceLength: MiB }));
      await page.mirrorsOnly();
      await page.waitForStage('ready', 60_000);
      expect(await page.saveEnabled()).toBe(true);
      // Both in one task: no answer of any worker can come in between.
      await page.page.evaluate((text) => {
        const box = document.querySelector('textarea[data-testid="checksum-input"]');
        const save = document.querySelector('button[data-testid="save"]');
        if (!(box instanceof HTMLTextAreaElement) || !(save instanceof HTMLButtonElement)) {
          throw new Error('no box or no button');
        }
        box.value = text;
        box.dispatchEvent(
          new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertFromPaste' }),
        );
        save.click();
      }, wrongSha512);
      await page.waitForVerdict('differs', 30_000);
      expect(await page.saveEnabled()).toBe(false);
      await sleep(1_000);
      expect(await readdir(visitor.downloadDir)).toEqual([]);
    },
    e2eTimeoutMs,
  );

  it(
    'a wrong digest pasted stops the seeding, also after a reload; taking it back starts it again',
    async () => {
      const file = await world.folder.file('withheld.bin', 700_001);
      const publisher = await world.visitor('chromium');
      const link = await (await publisher.newPage()).publish(file.path);
      const page = await (await world.visitor(name)).newPage();
      await page.openLink(link);
      await page.join();
      await page.waitForStage('ready', 30_000);
      const peers = async (): Promise<string> => (await page.read('peers'))?.text ?? '';
      await waitFor('a peer', 20_000, async () => !(await peers()).startsWith('0 '));

      await page.pasteChecksum(wrongSha256);
      await page.waitForVerdict('differs');
      await waitFor('nobody', 10_000, async () => (await peers()).startsWith('0 '));

      await page.page.reload();
      await page.waitForVerdict('differs');
      expect(await page.peerConnections()).toBe(0);
      await sleep(3_000);
      expect(await page.peerConnections()).toBe(0);

      await page.pasteChecksum(file.hash('sha256'));
      await page.waitForVerdict('matches');
      await waitFor('a peer again', 40_000, async () => !(await peers()).startsWith('0 '));
    },
    e2eTimeoutMs,
  );

  it(
    'half a digest leaves the question open, whatever the link says',
    async () => {
      const file = await world.folder.file('half.bin', 100_001);
      const mirrors = [(await world.mirror({ 'half.bin': file.bytes })).url('half.bin')];
      const page = await (await world.visitor(name)).newPage();
      await page.openLink(await makeLink(file, world.app.url, { mirrors }));
      await page.waitForStage('choosing');
      await page.pasteChecksum(file.hash('sha256').slice(0, 40));
      await page.mirrorsOnly();
      await page.waitForVerdict('differs');
      await page.pasteChecksum(file.hash('sha256').slice(0, 41));
      await page.waitForVerdict('could-not-check');
      expect(await page.saveEnabled()).toBe(false);
      await page.pasteChecksum(`${file.hash('sha256')}  other.bin\n${wrongSha256}  another.bin`);
      await page.waitForProblem('check/other-file');
      expect((await page.verdict()).verdict).toBe('could-not-check');
      await page.pasteChecksum(`${file.hash('sha256')}  half.bin\n${wrongSha256}  another.bin`);
      await page.waitForVerdict('matches');
      expect((await page.verdict()).source).toBe('list');
      expect(await page.saveEnabled()).toBe(true);
    },
    e2eTimeoutMs,
  );
});

it(
  'a link with other addresses for a release that is known asks again',
  async () => {
    const file = await world.folder.file('known.bin', 100_001);
    const mirror = await world.mirror({ 'known.bin': file.bytes });
    const visitor = await world.visitor('chromium');
    const page = await visitor.newPage();
    const mirrors = [mirror.url('known.bin')];
    await page.openLink(await makeLink(file, world.app.url, { mirrors }));
    await page.mirrorsOnly();
    await page.waitForStage('ready');

    const again = await visitor.newPage();
    await again.openLink(await makeLink(file, world.app.url, { mirrors }));
    await again.waitForStage('ready');

    const trackers = [`ws://localhost:${world.app.port}/announce`];
    const other = await visitor.newPage();
    await other.openLink(await makeLink(file, world.app.url, { mirrors, trackers }));
    await other.waitForStage('choosing');
    expect(await other.peerConnections()).toBe(0);
  },
  e2eTimeoutMs,
);

import { createHash } from 'node:crypto';
import { truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppPage } from '../support/app-page';
import { browserNames, e2eTimeoutMs } from '../support/browsers';
import type { MadeFile } from '../support/make-file';
import { openPgpSigner } from '../support/signing-tools';
import { waitFor } from '../support/wait-for';
import { type Visitor, World } from '../support/world';

const size = 300_001;
/** So large that nobody has hashed it before the test presses Cancel. */
const hugeBytes = 8 * 1024 ** 3;

describe.each(browserNames)('in %s', (name) => {
  let world: World;
  let visitor: Visitor;
  let file: MadeFile;
  let other: MadeFile;

  beforeAll(async () => {
    world = await World.open();
    visitor = await world.visitor(name);
    file = await world.folder.file('release.bin', size);
    other = await world.folder.file('総和 (b).bin', size);
  }, e2eTimeoutMs);
  afterAll(() => world.close());

  async function opened(): Promise<AppPage> {
    const page = await visitor.newPage();
    await page.openCheck();
    return page;
  }

  /** Writes a text file and returns its path. */
  async function write(fileName: string, text: string): Promise<string> {
    const path = join(world.folder.path, fileName);
    await writeFile(path, text);
    return path;
  }

  it(
    'one file and a digest on its own',
    async () => {
      const page = await opened();
      await page.chooseToCheck([file.path]);
      await page.waitForRows(['release.bin: nothing-to-check']);
      await page.pasteChecksum(file.hash('sha512').toUpperCase());
      await page.waitForVerdict('matches');
      expect(await page.verdict()).toEqual({ verdict: 'matches', source: 'pasted' });
      expect(await page.chain()).toEqual(['bytes: holds', 'digest: holds', 'origin: open']);
      expect((await page.read('weakest-link'))?.text).toMatch(/page from which you copied it/);

      await page.pasteChecksum('a'.repeat(64));
      await page.waitForVerdict('differs');
      await page.pasteChecksum(createHash('sha3-256').update(file.bytes).digest('hex'));
      await page.waitForVerdict('matches');
      expect((await page.read('verdict'))?.text).toMatch(/These 64 digits are a SHA3-256/);
      await page.pasteChecksum(file.hash('md5'));
      await page.waitForVerdict('weak');
      expect((await page.read('weakest-link'))?.text).toMatch(/since 2004/);
      await page.pasteChecksum(file.hash('sha256').slice(0, 63));
      await page.waitForVerdict('could-not-check');
      await page.pasteChecksum('');
      await page.waitForVerdict('nothing-to-check');
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'several files against one list: every result has its row',
    async () => {
      const page = await opened();
      const third = await world.folder.file('third.bin', 10);
      const weak = await world.folder.file('weak.bin', 11);
      await page.pasteChecksum(
        [
          `SHA256 (${file.name}) = ${file.hash('sha256')}`,
          `SHA256 (${other.name}) = ${file.hash('sha256')}`,
          `SHA256 (gone.bin) = ${file.hash('sha256')}`,
          `MD5 (${weak.name}) = ${weak.hash('md5')}`,
        ].join('\n'),
      );
      await page.chooseToCheck([file.path, other.path, third.path, weak.path]);
      await page.waitForRows([
        'release.bin: matches',
        `${other.name}: differs`,
        'third.bin: not-in-list',
        'weak.bin: weak',
        'gone.bin: missing',
      ]);
      expect((await page.read('check-summary'))?.text).toBe(
        '4 files: 1 differs, 1 not in the list, 1 only by a weak checksum, 1 matches, 1 in the list, but not here.',
      );
      expect(await page.read('verdict')).toBeUndefined();
      await page.click('check-details');
      await page.waitForVerdict('matches');
      expect(await page.verdict()).toEqual({ verdict: 'matches', source: 'list' });

      await page.click('remove');
      await page.waitForRows([
        `${other.name}: differs`,
        'third.bin: not-in-list',
        'weak.bin: weak',
        'release.bin: missing',
        'gone.bin: missing',
      ]);
      await page.click('start-over');
      await page.waitForRows([]);
      expect((await page.read('checksum-input'))?.text).toBe('');
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'the right bytes under another name are no match',
    async () => {
      const page = await opened();
      await page.chooseToCheck([file.path]);
      await page.pasteChecksum(`${file.hash('sha256')}  renamed.bin`);
      await page.waitForRows(['release.bin: not-in-list', 'renamed.bin: missing']);
      expect((await page.verdict()).verdict).toBe('could-not-check');
      expect((await page.read('verdict'))?.text).toMatch(/renamed\.bin/);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'a list of thousands of lines is counted, not shown',
    async () => {
      const page = await opened();
      const lines = Array.from({ length: 4_312 }, (_, i) => `${'a'.repeat(64)}  file ${i}.deb`);
      await page.chooseToCheck([file.path]);
      const list = [...lines, `${file.hash('sha256')}  ${file.name}`].join('\n');
      await page.bringEvidence([await write('long.sha256', list)]);
      await page.waitForRows(['release.bin: matches']);
      expect((await page.read('other-lines'))?.text).toMatch(/^4,312 more lines are for other/);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'evidence that is dropped: on its box, and among the files',
    async () => {
      const page = await opened();
      await page.chooseToCheck([file.path]);
      await drop(page, 'checksum-input', 'list.txt', `${file.hash('sha256')}  ${file.name}`);
      await page.waitForVerdict('matches');
      await page.click('remove-document');
      await page.waitForVerdict('nothing-to-check');

      const sums = await write('SHA256SUMS', `${file.hash('sha256')}  ${file.name}\n`);
      await page.chooseToCheck([sums]);
      await page.waitForVerdict('matches');
      await page.waitForRows(['release.bin: matches']);
      await page.click('check-as-file');
      await page.waitForRows(['release.bin: nothing-to-check', 'SHA256SUMS: nothing-to-check']);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'files and what was brought stay while another page is looked at',
    async () => {
      const page = await opened();
      const line = `${file.hash('sha256')}  ${file.name}`;
      await page.chooseToCheck([file.path]);
      await page.pasteChecksum(line);
      await page.waitForVerdict('matches');
      await page.page.goto(`${world.app.url}#/publish`);
      await waitFor('the publish page', 20_000, () => page.read('publish-input'));
      await page.page.goto(`${world.app.url}#/check`);
      await page.waitForVerdict('matches');
      expect((await page.read('checksum-input'))?.text).toBe(line);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'a large file can be cancelled, gone on with, and removed; the others are checked',
    async () => {
      const page = await opened();
      const huge = await write('huge.bin', '');
      await truncate(huge, hugeBytes);
      await page.chooseToCheck([huge, file.path]);
      await page.waitForRows(['huge.bin: hashing', 'release.bin: waiting']);
      await waitFor('progress', 20_000, async () => {
        const progress = await page.read('check-progress');
        return /^[1-9]\d* %, /.test(progress?.attributes['aria-valuetext'] ?? '');
      });
      await page.click('check-cancel');
      await page.waitForRows(['huge.bin: stopped', 'release.bin: nothing-to-check']);
      await page.click('check-resume');
      await page.waitForRows(['huge.bin: hashing', 'release.bin: nothing-to-check']);
      await page.click('remove');
      await page.waitForRows(['release.bin: nothing-to-check']);
      await unlink(huge);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'a file that went away meanwhile has to be chosen again',
    async () => {
      const page = await opened();
      const fleeting = await world.folder.file('fleeting.bin', 10);
      await page.chooseToCheck([fleeting.path]);
      await page.waitForRows(['fleeting.bin: nothing-to-check']);
      await unlink(fleeting.path);
      await page.pasteChecksum(fleeting.hash('sha512'));
      await page.waitForRows(['fleeting.bin: could-not-check']);
      expect(await page.problemCode()).toBe('check/unreadable-file');
      await page.chooseToCheck([(await world.folder.file('fleeting.bin', 10)).path]);
      await page.waitForRows(['fleeting.bin: matches']);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'a file that is rewritten between two passes over it is none that was checked',
    async () => {
      const page = await opened();
      const rewritten = await world.folder.file('rewritten.bin', size);
      const later = Buffer.alloc(size, 'B');
      await page.pasteChecksum(`${rewritten.hash('sha256')}  rewritten.bin`);
      await page.chooseToCheck([rewritten.path]);
      await page.waitForRows(['rewritten.bin: matches']);
      await writeFile(rewritten.path, later);
      const sha512 = createHash('sha512').update(later).digest('hex');
      await page.pasteChecksum(
        `${rewritten.hash('sha256')}  rewritten.bin\n${sha512}  rewritten.bin`,
      );
      await page.waitForRows(['rewritten.bin: could-not-check']);
      expect(await page.problemCode()).toBe('check/unreadable-file');
      expect((await page.read('check-summary'))?.text).toBe('The browser can’t read this file.');
      const tryAgain = (await page.read('check-resume'))?.attributes['aria-label'];
      expect(tryAgain).toMatch(/^Try again: .*rewritten\.bin/);
      await page.chooseToCheck([rewritten.path]);
      await page.waitForRows(['rewritten.bin: differs']);
      await page.pasteChecksum(`${sha512}  rewritten.bin`);
      await page.waitForRows(['rewritten.bin: matches']);
      page.assertClean();
    },
    e2eTimeoutMs,
  );

  it(
    'a list signed with GnuPG: unknown key, key brought, remembered, forgotten',
    async () => {
      const signer = openPgpSigner('Release Team <release@example.org>');
      try {
        const clearsigned = signer.clearsign(`${file.hash('sha256')}  ${file.name}\n`);
        const page = await opened();
        await page.chooseToCheck([file.path]);
        await page.pasteChecksum(clearsigned);
        await page.waitForVerdict('could-not-check');
        await page.waitForProblem('check/unknown-key');
        expect((await page.read('weakest-link'))?.text).toMatch(/^The chain is broken at the key/);

        await page.bringEvidence([await write('release-team.asc', signer.publicKey)]);
        await page.waitForVerdict('matches');
        expect((await page.verdict()).source).toBe('signed-list');
        const chain = ['bytes', 'digest', 'list', 'signature', 'key'].map(
          (kind) => `${kind}: holds`,
        );
        expect(await page.chain()).toEqual([...chain, 'trust: open']);
        expect((await page.read('verdict'))?.text).toMatch(/list signed by “Release Team/);
        expect((await page.read('key'))?.text.replaceAll(/\s/g, '')).toContain(signer.fingerprint);

        await page.click('remember-key');
        await waitFor('the key to be remembered', 20_000, async () => {
          return (await page.read('key'))?.attributes['data-trust'] === 'remembered';
        });
        await page.openCheck();
        await page.chooseToCheck([file.path]);
        await page.pasteChecksum(clearsigned);
        await page.waitForVerdict('matches');
        expect(await page.chain()).toEqual([...chain, 'trust: holds']);
        await page.pasteChecksum(clearsigned.replace(file.name, 'other.bin'));
        await page.waitForVerdict('could-not-check');
        await page.waitForProblem('check/bad-signature');
        expect(await page.chain()).toContain('signature: broken');

        await page.pasteChecksum(clearsigned);
        await page.waitForVerdict('matches');
        await page.click('forget-key');
        await page.waitForProblem('check/unknown-key');
        page.assertClean();
      } finally {
        signer.close();
      }
    },
    e2eTimeoutMs,
  );

  it(
    'works without a network, and asks nobody',
    async () => {
      const reached = await world.mirror({ 'reached.txt': new Uint8Array(1) });
      const page = await visitor.newPage([
        /ERR_INTERNET_DISCONNECTED|Cross-Origin Request Blocked/,
      ]);
      await page.openCheck();
      await page.page.evaluate(async () => {
        await navigator.serviceWorker.ready;
      });
      await page.page.setOfflineMode(true);
      expect(await page.page.evaluate(isReachable, reached.url('reached.txt'))).toBe(false);
      const asked: string[] = [];
      page.page.on('request', (request) => asked.push(request.url()));
      await page.chooseToCheck([file.path, other.path]);
      await page.pasteChecksum(`${file.hash('sha512')}  ${file.name}`);
      await page.waitForRows(['release.bin: matches', `${other.name}: not-in-list`]);
      expect(asked.filter((url) => !isPartOfPage(url, world.app.url))).toEqual([]);

      await page.page.reload();
      await page.chooseToCheck([file.path]);
      await page.pasteChecksum(file.hash('sha256'));
      await page.waitForVerdict('matches');
      await page.page.setOfflineMode(false);
      page.assertClean();
    },
    e2eTimeoutMs,
  );
});

/** Runs in the page. */
function isReachable(url: string): Promise<boolean> {
  return fetch(url, { cache: 'no-store' }).then(
    () => true,
    () => false,
  );
}

/** A worker's script, kept since the page was loaded, a file that is being read, or the tab's icon. */
function isPartOfPage(url: string, appUrl: string): boolean {
  const own = [`${appUrl}assets/`, `${appUrl}icon.svg`, 'blob:', 'data:'];
  return own.some((beginning) => url.startsWith(beginning));
}

/** Drops a file with this text on an element, as a file manager would. */
async function drop(page: AppPage, testId: string, name: string, text: string): Promise<void> {
  await page.page.evaluate(
    (target, fileName, content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName));
      document
        .querySelector(`[data-testid="${target}"]`)
        ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    testId,
    name,
    text,
  );
}

import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppPage } from '../support/app-page';
import setup from '../support/e2e-setup';
import { makeLink } from '../support/make-link';
import { openPgpSigner } from '../support/signing-tools';
import { waitFor } from '../support/wait-for';
import { type Visitor, World } from '../support/world';

const widths = [1280, 390];
const schemes = ['light', 'dark'] as const;
/** Large enough for the stages under way to be seen. */
const size = 24 * 1024 * 1024 + 1;

/** Writes one picture for each colour scheme and width. */
async function shoot(page: AppPage, folder: string, name: string): Promise<void> {
  for (const scheme of schemes) {
    await page.page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      // A picture taken in the middle of a colour's transition shows neither scheme.
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    for (const width of widths) {
      await page.page.setViewport({ width, height: 900 });
      const path = join(folder, `${name}-${scheme}-${width}.png`);
      await page.page.screenshot({ path, fullPage: true });
      console.log(path);
    }
  }
}

async function shootPublisher(world: World, visitor: Visitor, folder: string): Promise<void> {
  const page = await visitor.newPage();
  await page.page.goto(world.app.url);
  await shoot(page, folder, 'home');
  await page.page.goto(`${world.app.url}#/publish`);
  await shoot(page, folder, 'publish-choosing');
  await page.chooseFile((await world.folder.file('empty.txt', 0)).path);
  await page.waitForProblem('publish/empty-file');
  await shoot(page, folder, 'publish-problem');
  const large = await world.folder.file('a larger one.iso', 20 * size);
  await page.chooseFile(large.path);
  await shoot(page, folder, 'publish-hashing');
  const other = await visitor.newPage();
  await other.publish((await world.folder.file('Field recordings 2024.zip', 3_000_000)).path);
  await shoot(other, folder, 'publish-published');
}

async function shootReceiver(world: World, visitor: Visitor, folder: string): Promise<void> {
  const file = await world.folder.file('Field recordings 2024.zip', size);
  const mirror = await world.mirror({ [file.name]: file.bytes });
  const mirrors = [mirror.url(file.name)];
  const page = await visitor.newPage();
  mirror.mode = { throttle: 1024 * 1024 };
  await page.openLink(await makeLink(file, world.app.url, { mirrors, pieceLength: 262_144 }));
  await page.waitForStage('choosing');
  await shoot(page, folder, 'receive-choosing');
  await page.mirrorsOnly();
  await page.waitForStage('receiving');
  await shoot(page, folder, 'receive-receiving');
  mirror.mode = 'honest';
  await page.waitForStage('ready', 60_000);
  await shoot(page, folder, 'receive-ready-matches');
  await page.pasteChecksum('a'.repeat(64));
  await page.waitForVerdict('differs');
  await shoot(page, folder, 'receive-ready-differs');
  await page.pasteChecksum('a'.repeat(63));
  await page.waitForVerdict('could-not-check');
  await shoot(page, folder, 'receive-ready-could-not-check');
  await slowDown(page);
  await page.pasteChecksum(file.hash('sha512'));
  await page.waitForStage('checking');
  await shoot(page, folder, 'receive-checking');
  await page.waitForStage('ready', 60_000);
  await page.click('save');
  await page.waitForStage('saving');
  await shoot(page, folder, 'receive-saving');
  await page.click('cancel-save');
  await page.waitForStage('ready');
  await page.page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.save(size, 60_000);
  await page.waitForStage('saved');
  await shoot(page, folder, 'receive-saved');
}

/** Hashing and writing take seconds from now on, so that they can be seen. */
async function slowDown(page: AppPage): Promise<void> {
  await page.page.evaluate(() => {
    const post = Reflect.get(Worker.prototype, 'postMessage') as (message: unknown) => void;
    Worker.prototype.postMessage = function (message: unknown) {
      setTimeout(() => post.call(this, message), 1_500);
    };
    const files = FileSystemWritableFileStream.prototype;
    const write = Reflect.get(files, 'write') as (data: unknown) => Promise<void>;
    files.write = async function (data) {
      await write.call(this, data);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    };
    const showSaveFilePicker = async (): Promise<unknown> =>
      (await navigator.storage.getDirectory()).getFileHandle('slow.bin', { create: true });
    Object.assign(window, { showSaveFilePicker });
  });
}

/** Two visitors: what the one who receives sees of the one who gives, and the other way round. */
async function shootSwarm(world: World, visitor: Visitor, folder: string): Promise<void> {
  const file = await world.folder.file('Lecture 7 – recording.mkv', 12 * 1024 * 1024);
  const publisher = await visitor.newPage();
  const link = await publisher.publish(file.path);
  const session = await publisher.page.createCDPSession();
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 512 * 1024,
  });
  const receiver = await (await world.visitor('chromium')).newPage();
  await receiver.openLink(link);
  await receiver.join();
  await waitFor('some of it', 30_000, async () => (await receiver.progress()).percent > 20);
  await shoot(receiver, folder, 'receive-receiving-from-peer');
  await publisher.page.bringToFront();
  await shoot(publisher, folder, 'publish-passing-on');
}

/** The check page: nothing yet, one file, several files against a list, a signed list. */
async function shootCheck(world: World, visitor: Visitor, folder: string): Promise<void> {
  const page = await visitor.newPage();
  const file = await world.folder.file('debian-13.1.0-amd64-netinst.iso', 700_000);
  const other = await world.folder.file('総和 – notes (final).pdf', 90_000);
  const signer = openPgpSigner('Release Team <release@example.org>');
  const keyPath = join(world.folder.path, 'release-team.asc');
  await writeFile(keyPath, signer.publicKey);
  const list = [
    `${file.hash('sha256')}  ${file.name}`,
    `${'a'.repeat(64)}  ${other.name}`,
    `${'b'.repeat(64)}  debian-13.1.0-arm64-netinst.iso`,
  ].join('\n');
  await page.openCheck();
  await shoot(page, folder, 'check-empty');
  await page.chooseToCheck([file.path]);
  await page.waitForVerdict('nothing-to-check');
  await shoot(page, folder, 'check-nothing');
  await page.pasteChecksum(file.hash('sha256'));
  await page.waitForVerdict('matches');
  await shoot(page, folder, 'check-pasted');
  await page.pasteChecksum(file.hash('md5'));
  await page.waitForVerdict('weak');
  await shoot(page, folder, 'check-weak');
  const clearsigned = signer.clearsign(`${list}\n`);
  signer.close();
  await page.pasteChecksum(clearsigned);
  await page.waitForProblem('check/unknown-key');
  await shoot(page, folder, 'check-unknown-key');
  await page.bringEvidence([keyPath]);
  await page.waitForVerdict('matches');
  await shoot(page, folder, 'check-signed');
  await page.pasteChecksum(clearsigned.replace('aaaa', 'cccc'));
  await page.waitForProblem('check/bad-signature');
  await shoot(page, folder, 'check-bad-signature');
  await shootCheckTable(world, page, folder, { list, paths: [file.path, other.path] });
}

async function shootCheckTable(
  world: World,
  page: AppPage,
  folder: string,
  { list, paths }: { list: string; paths: readonly string[] },
): Promise<void> {
  const sums = join(world.folder.path, 'SHA256SUMS');
  await writeFile(sums, `${list}\n`);
  const unlisted = await world.folder.file('readme.txt', 100);
  const huge = join(world.folder.path, 'a very large file.img');
  await writeFile(huge, '');
  await truncate(huge, 8 * 1024 ** 3);
  await page.openCheck();
  await page.chooseToCheck([...paths, unlisted.path, sums]);
  await waitFor('the table', 20_000, async () => {
    return (await page.checkRows()).every((row) => !/waiting|hashing/.test(row));
  });
  await shoot(page, folder, 'check-table');
  await page.click('check-details');
  await shoot(page, folder, 'check-table-open');
  await page.chooseToCheck([huge]);
  await waitFor('progress', 20_000, () => page.read('check-progress'));
  await shoot(page, folder, 'check-hashing');
}

/** The verdicts that need another link, and a link that can't be read. */
async function shootVerdicts(world: World, visitor: Visitor, folder: string): Promise<void> {
  const file = await world.folder.file('setup.exe', 200_000);
  const mirrors = [(await world.mirror({ [file.name]: file.bytes })).url(file.name)];
  const md5 = { algorithm: 'md5', hex: file.hash('md5') } as const;
  const verdicts = { weak: [md5], 'nothing-to-check': [] };
  for (const [verdict, digests] of Object.entries(verdicts)) {
    const page = await visitor.newPage();
    const link = await makeLink({ ...file, name: `${verdict}.exe` }, world.app.url, {
      mirrors,
      digests,
    });
    await page.openLink(link);
    await page.mirrorsOnly();
    await page.waitForStage('ready', 60_000);
    await shoot(page, folder, `receive-ready-${verdict}`);
    await page.click('save-unchecked');
    await shoot(page, folder, `receive-consent-${verdict}`);
  }
  const page = await visitor.newPage();
  await page.openLink(`${world.app.url}#magnet:?xt=urn:btih:123`);
  await page.waitForStage('failed');
  await shoot(page, folder, 'receive-failed');
}

/** Walks every stage in Chromium and writes pictures of them to `folder`. */
export async function takeScreenshots(folder: string): Promise<void> {
  await setup();
  await mkdir(folder, { recursive: true });
  const world = await World.open();
  try {
    const visitor = await world.visitor('chromium');
    await shootPublisher(world, visitor, folder);
    await shootReceiver(world, visitor, folder);
    await shootVerdicts(world, visitor, folder);
    await shootCheck(world, visitor, folder);
    await shootSwarm(world, visitor, folder);
  } finally {
    await world.close();
  }
}

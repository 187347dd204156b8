import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppPage } from '../support/app-page';
import setup from '../support/e2e-setup';
import { makeLink } from '../support/make-link';
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
  await page.pasteChecksum(file.hash('sha256'));
  await page.waitForVerdict('matches');
  await page.save(size, 60_000);
  await page.waitForStage('saved');
  await shoot(page, folder, 'receive-saved');
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
  } finally {
    await world.close();
  }
}

import { it as base, vi } from 'vitest';
import type { MirrorFile } from '../../support/mirror-body';
import type { MirrorMode } from '../../support/mirror-mode';
import { type Mirror, startMirror } from '../../support/mirror-server';
import { fileName, makeTorrent, ReadingPage } from './reader-world';

/** Bytes. */
export const pieceLength = 65_536;
/** Bytes; the last piece is shorter than the others. */
export const length = 40 * pieceLength + 4_321;
export const torrent = makeTorrent(length, pieceLength);

/** The pages and mirrors of one test. */
class Reading {
  readonly #pages: ReadingPage[] = [];
  readonly #mirrors: Mirror[] = [];

  newPage(held?: readonly number[]): ReadingPage {
    const page = new ReadingPage(torrent, held);
    this.#pages.push(page);
    return page;
  }

  async open(mode: MirrorMode, files: Readonly<Record<string, MirrorFile>>): Promise<Mirror> {
    const mirror = await startMirror(files);
    mirror.mode = mode;
    this.#mirrors.push(mirror);
    return mirror;
  }

  /** Pages first: a mirror that goes would be one more failure to them. */
  async close(): Promise<void> {
    for (const page of this.#pages) page.leave.abort();
    for (const mirror of this.#mirrors) await mirror.close();
  }
}

interface Fixtures {
  readonly reading: Reading;
  /** Has nothing at first. */
  readonly page: ReadingPage;
  /** A page that has these pieces. */
  readonly newPage: (held: readonly number[]) => ReadingPage;
  /** Starts a mirror; of the torrent's file unless of others. */
  readonly open: (
    mode?: MirrorMode,
    files?: Readonly<Record<string, MirrorFile>>,
  ) => Promise<Mirror>;
}

/** A test of `MirrorReader`: pages that read mirrors on this machine, all gone at its end. */
export const it = base.extend<Fixtures>({
  reading: async ({ onTestFinished }, use) => {
    const reading = new Reading();
    vi.stubGlobal('location', { hostname: 'localhost' });
    onTestFinished(async () => {
      await reading.close();
      vi.unstubAllGlobals();
    });
    await use(reading);
  },
  page: ({ reading }, use) => use(reading.newPage()),
  newPage: ({ reading }, use) => use((held) => reading.newPage(held)),
  open: ({ reading }, use) =>
    use((mode = 'honest', files = { [fileName]: torrent.bytes }) => reading.open(mode, files)),
});

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from './wait-for';

/** Names that Chromium and Firefox give to downloads under way. */
const underWay = /\.(?:crdownload|part)$|^\.org\.chromium\./;

/**
 * The path of the file that appeared in `folder` beside those in `before` and grew to `size` bytes.
 * A file of another size is waited for until the time is up, and then named in the error.
 */
export function waitForDownload(
  folder: string,
  before: ReadonlySet<string>,
  size: number,
  timeoutMs: number,
): Promise<string> {
  return waitFor(
    `a download of ${size} bytes`,
    timeoutMs,
    async () => {
      const names = (await readdir(folder)).filter((name) => !before.has(name));
      const [name] = names;
      if (name === undefined || names.some((other) => underWay.test(other))) return undefined;
      const path = join(folder, name);
      return (await stat(path)).size === size ? path : undefined;
    },
    async () => `In ${folder}: ${(await readdir(folder)).join(', ')}`,
  );
}

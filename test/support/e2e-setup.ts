import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
/** What the build is made of. */
const sources = ['src', 'public', 'vite', 'index.html', 'vite.config.ts', 'package-lock.json'];

/** When the newest file in or under `path` was changed, in ms since 1970; 0 when there is none. */
async function newest(path: string): Promise<number> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  const below = (await readdir(path)).map((name) => newest(join(path, name)));
  return Math.max(0, ...(await Promise.all(below)));
}

/** Builds the app once before the end-to-end tests, unless the build is newer than its sources. */
export default async function setup(): Promise<void> {
  const built = (await stat(join(root, 'dist/index.html')).catch(() => undefined))?.mtimeMs ?? 0;
  const changed = Math.max(...(await Promise.all(sources.map((path) => newest(join(root, path))))));
  if (built <= changed) await build();
}

/** As `npm run build` does: in this process Vite would take it for a build for development. */
async function build(): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env,
  });
}

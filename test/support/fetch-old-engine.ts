import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The last release for plain `<script>` tags; many pages still carry it. */
export const oldEngineVersion = '1.9.7';

const cache = resolve(import.meta.dirname, '../../.cache');
const script = join(cache, `webtorrent-${oldEngineVersion}.min.js`);
/** Of the archive, as npm's registry gives it. */
const sha512 =
  'N+hRuVctWviTAYem/sI6tuFP2J/Rn3/ETEh++7GnJv6Oro49kDjcPuz1W6s+vfS65xKr3Eh4HMuxf3hH82LGfg==';

/**
 * The path of an old webtorrent's build for browsers (600 KB to fetch, once), for `openStockPage`.
 * Throws when npm brings none, or another one.
 */
export function fetchOldEngine(): string {
  if (existsSync(script)) return script;
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(join(cache, 'webtorrent-'));
  try {
    const archive = `webtorrent-${oldEngineVersion}.tgz`;
    run(temporary, 'npm', 'pack', '--ignore-scripts', `webtorrent@${oldEngineVersion}`);
    const found = createHash('sha512').update(readFileSync(join(temporary, archive)));
    if (found.digest('base64') !== sha512) throw new Error(`npm brought another ${archive}.`);
    run(temporary, 'tar', '-xzf', archive);
    // In place at once: several test processes may want it at the same time.
    renameSync(join(temporary, 'package/webtorrent.min.js'), script);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return script;
}

function run(cwd: string, command: string, ...args: string[]): void {
  execFileSync(command, args, { cwd, stdio: 'pipe' });
}

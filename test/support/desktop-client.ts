import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireTool } from '../../tools/find-tools.js';
import { waitFor } from './wait-for';

export type DesktopClient = 'aria2c' | 'transmission-cli';

export const desktopClients: readonly DesktopClient[] = ['aria2c', 'transmission-cli'];

/** Nobody but the mirrors and trackers of the torrent is asked for anything. */
const transmissionSettings = {
  'dht-enabled': false,
  'lpd-enabled': false,
  'pex-enabled': false,
  'port-forwarding-enabled': false,
  'rpc-enabled': false,
};
const aria2Alone = [
  '--no-conf',
  '--enable-dht=false',
  '--enable-dht6=false',
  '--bt-enable-lpd=false',
];

/** The arguments that make a client fetch a .torrent into `folder`. */
function argumentsFor(client: DesktopClient, torrentPath: string, folder: string): string[] {
  return client === 'aria2c'
    ? [...aria2Alone, '--seed-time=0', '--dir', folder, torrentPath]
    : ['-M', '-g', join(folder, 'settings'), '-w', folder, torrentPath];
}

/**
 * Fetches a .torrent of one file of that name into `folder` with another program, as a person at a
 * desk would, and returns the file's bytes. Throws with what the program said when there are none in
 * time.
 */
export async function fetchWith(
  client: DesktopClient,
  torrentPath: string,
  { folder, name, timeoutMs }: { folder: string; name: string; timeoutMs: number },
): Promise<Uint8Array> {
  await mkdir(join(folder, 'settings'), { recursive: true });
  await writeFile(join(folder, 'settings/settings.json'), JSON.stringify(transmissionSettings));
  const said: string[] = [];
  // Without the variables that would send it to a proxy.
  const env = { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8' };
  const child = spawn(requireTool(client), argumentsFor(client, torrentPath, folder), { env });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => said.push(String(text)));
  try {
    return await waitFor(
      `${client} to be done`,
      timeoutMs,
      () => doneFile(client, child, join(folder, name)),
      () => Promise.resolve(said.join('').slice(-2000)),
    );
  } finally {
    await end(child);
  }
}

/**
 * aria2c ends when it is done. Transmission goes on to seed; until a file is whole its name has
 * `.part` at its end.
 */
async function doneFile(client: DesktopClient, child: ChildProcess, path: string) {
  if (client === 'aria2c' && child.exitCode === null) return undefined;
  return readFile(path).catch(() => undefined);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await ended;
}

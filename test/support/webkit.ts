import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { requireTool } from '../../tools/find-tools.js';
import { WebKitSession } from './webkit-session';

/** WebKit as Debian builds it, on a screen of its own that nobody sees. */
export interface WebKit {
  readonly session: WebKitSession;
  readonly downloadDir: string;
  /** Ends the browser, its driver and its screen, and deletes all that it wrote. */
  close(): Promise<void>;
}

const screenSize = '1280x900x24';
/** No graphics card, and X11 even where the session is a Wayland one. */
const software = { LIBGL_ALWAYS_SOFTWARE: '1', GDK_BACKEND: 'x11' };
const endMs = 5_000;

/** Starts an X server, WebKitWebDriver and MiniBrowser. Throws when one of them is not installed. */
export async function launchWebKit(): Promise<WebKit> {
  const home = await mkdtemp(join(tmpdir(), 'samesum-webkit-'));
  const downloadDir = join(home, 'downloads');
  const started: ChildProcess[] = [];
  const close = async (): Promise<void> => {
    for (const child of started.splice(0).reverse()) await end(child);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await makeHome(home, downloadDir);
    const screen = startScreen();
    started.push(screen);
    const display = await displayOf(screen);
    const port = await freePort();
    started.push(
      startDriver(port, { DISPLAY: display, HOME: home, XDG_CONFIG_HOME: configOf(home) }),
    );
    const session = await WebKitSession.open(`http://127.0.0.1:${port}`, {
      'webkitgtk:browserOptions': {
        binary: requireTool('webkit'),
        // Debian's has no WebRTC; where another has, it is what these tests do without.
        args: ['--automation', '--enable-webrtc=false'],
      },
      timeouts: { script: 120_000, pageLoad: 60_000 },
    });
    return {
      session,
      downloadDir,
      close: async () => {
        await session.close().finally(close);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The folder for downloads is known to it as to any program of a desktop: by a file of its user. */
async function makeHome(home: string, downloadDir: string): Promise<void> {
  await mkdir(downloadDir);
  await mkdir(configOf(home));
  await writeFile(join(configOf(home), 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloadDir}"\n`);
}

function configOf(home: string): string {
  return join(home, '.config');
}

/** It picks a free number for its display, and tells it on the pipe that is its file 3. */
function startScreen(): ChildProcess {
  const args = ['-displayfd', '3', '-screen', '0', screenSize, '-nolisten', 'tcp', '-noreset'];
  return spawn(requireTool('Xvfb'), args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
}

async function displayOf(screen: ChildProcess): Promise<string> {
  const lines = createInterface({ input: screen.stdio[3] as Readable });
  const [number] = (await Promise.race([
    once(lines, 'line'),
    once(screen, 'exit').then(() => {
      throw new Error('Xvfb ended before it had a display.');
    }),
  ])) as [string];
  return `:${number.trim()}`;
}

/** The browser that it starts ends with its session, or else with the screen that it is on. */
function startDriver(port: number, environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(requireTool('WebKitWebDriver'), [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, ...software, ...environment },
  });
}

/** A port that nothing listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Asks a process that was started here to end, and makes it after a while. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'exit');
  const force = setTimeout(() => child.kill('SIGKILL'), endMs);
  child.kill('SIGTERM');
  await over;
  clearTimeout(force);
}

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { attachTracker, type TrackerSocket } from '../../vite/tracker';

export interface ServedApp {
  /** With a slash at its end. `localhost` is a secure context. */
  readonly url: string;
  readonly port: number;
  /** Pages that the tracker is connected to now; empty while it is stopped. */
  readonly trackerSockets: Iterable<TrackerSocket>;
  stopTracker(): Promise<void>;
  startTracker(): void;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Default: any free one. */
  readonly port?: number;
  /** Default: true. */
  readonly tracker?: boolean;
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

const builtApp = resolve(import.meta.dirname, '../../dist');

/** The file that a request path means; `undefined` when it lies outside `folder` or can't be read. */
export function filePath(folder: string, requestUrl: string): string | undefined {
  try {
    const path = decodeURIComponent(requestUrl.replace(/[?#].*$/s, ''));
    if (path.includes('\0') || path.includes('\\')) return undefined;
    const file = resolve(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(folder + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = filePath(builtApp, request.url ?? '/');
  const info = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (path === undefined || !info?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
    return;
  }
  response.writeHead(200, {
    'content-type': mimeTypes[extname(path)] ?? 'application/octet-stream',
    'content-length': info.size,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(path).pipe(response);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, 'localhost', () => done((server.address() as AddressInfo).port));
  });
}

/** Serves the built app as any static host would, with a WebTorrent tracker on the same port. */
export async function serveApp(options: ServeOptions = {}): Promise<ServedApp> {
  const server = createServer((request, response) => void answer(request, response));
  let tracker = options.tracker === false ? undefined : attachTracker(server);
  // Without a tracker nobody would answer an upgrade, and it would hang instead of failing.
  server.on('upgrade', (_, socket) => {
    if (tracker === undefined) socket.destroy();
  });
  const port = await listen(server, options.port ?? 0);
  const stopTracker = async (): Promise<void> => {
    const stopped = tracker;
    tracker = undefined;
    await stopped?.close();
  };
  return {
    url: `http://localhost:${port}/`,
    port,
    get trackerSockets() {
      return tracker?.sockets ?? [];
    },
    stopTracker,
    startTracker: () => {
      tracker ??= attachTracker(server);
    },
    close: async () => {
      await stopTracker();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

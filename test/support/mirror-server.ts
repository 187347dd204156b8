import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, type MirrorFile, sizeOf } from './mirror-body';
import { type MirrorAnswer, mirrorAnswer, type MirrorMode } from './mirror-mode';

export interface MirrorRequest {
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface MirrorOptions {
  /** Lets pages read `Content-Range`. Default: false, as most mirrors don't. */
  readonly exposeContentRange?: boolean;
}

const chunkBytes = 16_384;
const dripMs = 250;
/** A chunk later than its turn by no more than this is a late timer's, which a throttle makes up for. */
const catchUpMs = 100;

/** An HTTP server that holds copies of files and misbehaves on demand. */
export class Mirror {
  /** May be changed at any time; holds for requests that come later. */
  mode: MirrorMode = 'honest';
  /** Bytes of bodies handed to the network so far. */
  bytesSent = 0;
  readonly requests: MirrorRequest[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  /** When the next chunk may leave under `throttle`, by `performance.now()`. */
  #nextChunkAt = 0;

  constructor(
    private readonly files: Readonly<Record<string, MirrorFile>>,
    private readonly options: MirrorOptions,
  ) {}

  listen(): Promise<void> {
    return new Promise((done) => this.#server.listen(0, 'localhost', done));
  }

  url(name: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://localhost:${port}/${encodeURIComponent(name)}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(request.url ?? '/');
    const redirected = path.startsWith('/redirected/');
    const mode = redirected ? 'honest' : this.mode;
    const file = this.files[path.replace(/^\/(redirected\/)?/, '')];
    if (request.method === 'OPTIONS') this.#preflight(request, response, mode);
    else if (mode === 'redirect') this.#redirect(request, response);
    else {
      const size = file === undefined ? 0 : await sizeOf(file);
      const answer = mirrorAnswer(file === undefined ? '404' : mode, size, request.headers.range);
      this.#log(request, answer.status);
      // Who goes away in the middle is no failure of this server.
      await this.#send(request, response, file, answer, mode).catch(() => response.destroy());
    }
  }

  #log(request: IncomingMessage, status: number): void {
    const { method = '', url: path = '', headers } = request;
    this.requests.push({ method, path, range: headers.range, status, headers });
  }

  #cors(mode: MirrorMode): Record<string, string> {
    if (mode === 'no-cors') return {};
    return {
      'access-control-allow-origin': '*',
      ...(this.options.exposeContentRange
        ? { 'access-control-expose-headers': 'content-range' }
        : {}),
    };
  }

  #preflight(request: IncomingMessage, response: ServerResponse, mode: MirrorMode): void {
    const status = mode === 'preflight-refused' ? 403 : 204;
    this.#log(request, status);
    const allow = { 'access-control-allow-headers': '*', 'access-control-allow-methods': 'GET' };
    response.writeHead(status, status === 403 ? {} : { ...this.#cors(mode), ...allow }).end();
  }

  #redirect(request: IncomingMessage, response: ServerResponse): void {
    this.#log(request, 302);
    const headers = { ...this.#cors('redirect'), location: `/redirected${request.url ?? '/'}` };
    response.writeHead(302, headers).end();
  }

  async #send(
    request: IncomingMessage,
    response: ServerResponse,
    file: MirrorFile | undefined,
    answer: MirrorAnswer,
    mode: MirrorMode,
  ): Promise<void> {
    if (answer.delivery === 'never') return;
    const body = await bodyOf(file, answer);
    response.writeHead(answer.status, {
      ...answer.headers,
      ...this.#cors(mode),
      'content-length': body.length,
      'cache-control': 'no-store',
    });
    if (request.method === 'HEAD') response.end();
    else await this.#write(response, body, answer.delivery, mode);
  }

  async #write(
    response: ServerResponse,
    body: Uint8Array,
    delivery: MirrorAnswer['delivery'],
    mode: MirrorMode,
  ): Promise<void> {
    const step = delivery === 'drip' ? 1 : chunkBytes;
    const end = delivery === 'half-then-reset' ? Math.floor(body.length / 2) : body.length;
    for (let at = 0; at < end && !response.destroyed; at += step) {
      const chunk = body.subarray(at, Math.min(end, at + step));
      if (delivery === 'drip') await sleep(dripMs);
      if (typeof mode === 'object') await this.#waitForTurn(chunk.length, mode.throttle);
      this.bytesSent += chunk.length;
      if (!response.write(chunk)) await drained(response);
    }
    if (delivery === 'half-then-reset') response.destroy();
    else response.end();
  }

  async #waitForTurn(bytes: number, bytesPerSecond: number): Promise<void> {
    const now = performance.now();
    const turn = now - this.#nextChunkAt > catchUpMs ? now : this.#nextChunkAt;
    this.#nextChunkAt = turn + (1000 * bytes) / bytesPerSecond;
    if (turn > now) await sleep(turn - now);
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((done) => {
    const go = (): void => {
      response.off('drain', go);
      response.off('close', go);
      done();
    };
    response.on('drain', go);
    response.on('close', go);
  });
}

/** Starts a mirror of `files` (by name) on any free port of this machine. */
export async function startMirror(
  files: Readonly<Record<string, MirrorFile>>,
  options: MirrorOptions = {},
): Promise<Mirror> {
  const mirror = new Mirror(files, options);
  await mirror.listen();
  return mirror;
}

import { Problem } from '../base/problem';
import { cancelBody, refuseRedirect } from './refuse-redirect.browser';

export interface RangeRequest {
  readonly url: string;
  /** First byte. */
  readonly start: number;
  /** Bytes wanted, at least 1. */
  readonly length: number;
  readonly signal: AbortSignal;
  /** Told of every chunk that arrives, whether or not the answer turns out to be good. */
  readonly onBytes?: (bytes: number) => void;
}

/** No byte for so long: the server hangs. */
const silenceMs = 15_000;
/** Slower than this on average (after a grace period): the server drips. Bytes per second. */
const slowestRate = 16 * 1024;
const graceMs = 20_000;

/**
 * Reads `length` bytes from `start` of a file over HTTP. Sends a single `Range: bytes=a-b`, which
 * needs no CORS preflight (Fetch standard, "CORS-safelisted request-header"), and takes 206 with
 * exactly the bytes asked for, nothing else. Throws `swarm/mirror-*`, or the signal's reason.
 */
export async function fetchRange(request: RangeRequest): Promise<Uint8Array<ArrayBuffer>> {
  const { url, start, length, signal } = request;
  const watch = new Watchdog(signal, graceMs + (1_000 * length) / slowestRate);
  try {
    const response = await fetch(url, {
      headers: { Range: `bytes=${start}-${start + length - 1}` },
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: watch.signal,
    });
    refuseRedirect(response, url);
    refuseUnlessPartial(response, start, length);
    return await readExactly(response, length, (bytes) => {
      watch.alive();
      request.onBytes?.(bytes);
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Problem) throw error;
    if (watch.signal.aborted) throw new Problem('swarm/mirror-timeout', url, { cause: error });
    // The browser does not tell a page whether the network or a missing CORS header was at fault.
    throw new Problem('swarm/mirror-unreachable', url, { cause: error });
  } finally {
    watch.stop();
  }
}

function refuseUnlessPartial(response: Response, start: number, length: number): void {
  if (response.status !== 206) {
    cancelBody(response);
    const code = response.ok ? 'swarm/mirror-no-ranges' : 'swarm/mirror-status';
    throw new Problem(code, `${response.url}: HTTP ${response.status}`);
  }
  // Readable only on the same origin or when the server exposes it.
  const range = response.headers.get('content-range');
  if (range !== null && !range.startsWith(`bytes ${start}-${start + length - 1}/`)) {
    cancelBody(response);
    throw new Problem('swarm/mirror-wrong-length', `${response.url}: ${range}`);
  }
}

async function readExactly(
  response: Response,
  length: number,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  for await (const chunk of chunksOf(response)) {
    onBytes(chunk.length);
    if (filled + chunk.length > length) {
      throw new Problem('swarm/mirror-wrong-length', `${response.url}: more than ${length} bytes`);
    }
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled < length) {
    throw new Problem('swarm/mirror-wrong-length', `${response.url}: ${filled} of ${length} bytes`);
  }
  return bytes;
}

/** The chunks of a response's body; leaving the loop early cancels the download. */
export async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** Aborts when nothing arrives for a while, or when the whole takes too long. */
class Watchdog {
  readonly #controller = new AbortController();
  readonly #total: ReturnType<typeof setTimeout>;
  #silence: ReturnType<typeof setTimeout>;
  readonly signal: AbortSignal;

  constructor(outer: AbortSignal, totalMs: number) {
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
    this.#total = setTimeout(() => this.#controller.abort(), totalMs);
    this.#silence = setTimeout(() => this.#controller.abort(), silenceMs);
  }

  alive(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#controller.abort(), silenceMs);
  }

  stop(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#silence);
  }
}

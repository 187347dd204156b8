import { Problem } from '../../base/problem';
import { openGate, type DownloadGate } from '../limits/download-gate.browser';
import { chunksOf } from './chunks-of.browser';
import { cancelBody, refuseRedirect } from './refuse-redirect.browser';
import { SlownessWatch } from './slowness-watch.browser';

export interface RangeRequest {
  readonly url: string;
  /** First byte. */
  readonly start: number;
  /** Bytes wanted, at least 1. */
  readonly length: number;
  readonly signal: AbortSignal;
  /** Told of every chunk that arrives, whether or not the answer turns out to be good. */
  readonly onBytes?: (bytes: number) => void;
  /** How much to read at a time. Default: 64 KiB, which is the most. A hint: not every browser takes it. */
  readonly mostBytes?: () => number;
  /** Where to wait after each chunk. Default: nowhere. */
  readonly gate?: DownloadGate;
}

/**
 * Reads `length` bytes from `start` of a file over HTTP, chunk by chunk as they arrive. Sends a single
 * `Range: bytes=a-b`, which needs no CORS preflight (Fetch standard, "CORS-safelisted request-header"),
 * and takes 206 with exactly the bytes asked for, nothing else. Throws `swarm/mirror-*`, or the signal's
 * reason. The answer is read no faster than the caller takes the chunks; leaving the loop cancels it.
 */
export async function* streamRange(
  request: RangeRequest,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const watch = new SlownessWatch(request.signal);
  try {
    const response = await ask(request, watch.signal);
    yield* exactly(response, request, watch);
  } catch (error) {
    request.signal.throwIfAborted();
    if (error instanceof Problem) throw error;
    if (watch.signal.aborted) {
      throw new Problem('swarm/mirror-timeout', request.url, { cause: error });
    }
    // The browser does not tell a page whether the network or a missing CORS header was at fault.
    throw new Problem('swarm/mirror-unreachable', request.url, { cause: error });
  } finally {
    watch.stop();
  }
}

async function ask({ url, start, length }: RangeRequest, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, {
    headers: { Range: `bytes=${start}-${start + length - 1}` },
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal,
  });
  refuseRedirect(response, url);
  refuseUnlessPartial(response, start, length);
  return response;
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
  // Readable everywhere; that of the body itself, as who asks for a range asks for no compression
  // (Fetch standard, "CORS-safelisted response-header name" and "HTTP-network-or-cache fetch").
  const bytes = response.headers.get('content-length');
  if (bytes !== null && Number(bytes) !== length) {
    cancelBody(response);
    throw new Problem('swarm/mirror-wrong-length', `${response.url}: ${bytes} of ${length} bytes`);
  }
}

async function* exactly(
  response: Response,
  { length, signal, onBytes, mostBytes, gate = openGate }: RangeRequest,
  watch: SlownessWatch,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  let received = 0;
  for await (const chunk of chunksOf(response, watch.signal, mostBytes)) {
    watch.arrived(chunk.length);
    onBytes?.(chunk.length);
    received += chunk.length;
    if (received > length) {
      throw new Problem('swarm/mirror-wrong-length', `${response.url}: more than ${length} bytes`);
    }
    await gate.take(chunk.length, signal);
    yield chunk;
    watch.waiting();
  }
  if (received < length) {
    const what = `${response.url}: ${received} of ${length} bytes`;
    throw new Problem('swarm/mirror-wrong-length', what);
  }
}

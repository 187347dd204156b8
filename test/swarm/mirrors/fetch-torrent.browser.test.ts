import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchRange } from '../../../src/swarm/mirrors/fetch-range.browser';
import { askSize, fetchTorrent } from '../../../src/swarm/mirrors/fetch-torrent.browser';
import { codeOf } from '../../release/code-of';

const url = 'https://mirror.example/f';
const { signal } = new AbortController();

interface Answer {
  readonly status?: number;
  readonly length?: string;
  /** Where the server sent the browser on to. */
  readonly redirectedTo?: string;
}

/** Answers each address as told; returns the bodies that were let go of. */
function serve(answers: Readonly<Record<string, Answer | Error>>): string[] {
  const cancelled: string[] = [];
  vi.stubGlobal('fetch', (from: string) => {
    const answer = answers[from];
    if (!answer || answer instanceof Error) return Promise.reject(answer ?? new TypeError('lost'));
    const body = new ReadableStream(
      {
        pull: (controller) => {
          controller.enqueue(new Uint8Array([1]));
          controller.close();
        },
        cancel: () => void cancelled.push(from),
      },
      { highWaterMark: 0 },
    );
    const headers = answer.length === undefined ? {} : { 'content-length': answer.length };
    const response = new Response(body, { status: answer.status ?? 200, headers });
    Object.defineProperties(response, {
      url: { value: answer.redirectedTo ?? from },
      redirected: { value: answer.redirectedTo !== undefined },
    });
    return Promise.resolve(response);
  });
  return cancelled;
}

afterEach(() => void vi.unstubAllGlobals());

const readers = {
  fetchRange: () => fetchRange({ url, start: 0, length: 1, signal }),
  fetchTorrent: () => fetchTorrent(url, signal),
};

describe.each([
  ['fetchRange', readers.fetchRange, 206],
  ['fetchTorrent', readers.fetchTorrent, 200],
] as const)('%s', (_what, read, status) => {
  it.each([
    ['http://192.168.1.1/admin'],
    ['https://10.0.0.1/'],
    ['https://printer.local/'],
    ['http://mirror.example/f'],
  ])('refuses to be redirected to %s', async (redirectedTo) => {
    const cancelled = serve({ [url]: { status, redirectedTo } });
    expect(await codeOf(read)).toBe('swarm/mirror-unreachable');
    expect(cancelled).toEqual([url]);
  });

  it('lets itself be redirected to another mirror', async () => {
    serve({ [url]: { status, redirectedTo: 'https://other.example/g' } });
    expect([...(await read())]).toEqual([1]);
  });
});

describe('fetchTorrent', () => {
  it.each([404, 206, 503])('lets go of an answer with status %i', async (status) => {
    const cancelled = serve({ [url]: { status } });
    expect(await codeOf(() => fetchTorrent(url, signal))).toBe('swarm/mirror-status');
    expect(cancelled).toEqual([url]);
  });
});

describe('askSize', () => {
  const second = 'https://second.example/f';

  it.each<[string, Answer | Error, number | undefined]>([
    ['a size', { length: '42' }, 42],
    ['no size', {}, undefined],
    ['nothing', { length: '0' }, undefined],
    ['a fraction', { length: '1.5' }, undefined],
    ['an exponent', { length: '1e3' }, undefined],
    ['a hexadecimal number', { length: '0x10' }, undefined],
    ['a negative number', { length: '-1' }, undefined],
    ['two sizes', { length: '42, 42' }, undefined],
    ['more than a number can hold', { length: '9007199254740993' }, undefined],
    ['a size on an error page', { status: 404, length: '42' }, undefined],
    ['a size from elsewhere', { length: '42', redirectedTo: 'https://10.0.0.1/' }, undefined],
    ['no answer', new TypeError('lost'), undefined],
  ])('understands %s, and asks the next one otherwise', async (_what, answer, size) => {
    serve({ [url]: answer, [second]: { length: '7' } });
    expect(await askSize([url], signal)).toBe(size);
    expect(await askSize([url, second], signal)).toBe(size ?? 7);
  });

  it('knows nothing from nobody', async () => {
    expect(await askSize([], signal)).toBeUndefined();
  });

  it('ends with the reason that it was given', async () => {
    serve({});
    await expect(askSize([url], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});

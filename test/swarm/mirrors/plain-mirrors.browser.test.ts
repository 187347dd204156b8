import { afterEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../../src/base/problem';
import {
  PlainMirrors,
  type PlainMirrorsOptions,
} from '../../../src/swarm/mirrors/plain-mirrors.browser';
import { codeOf } from '../../release/code-of';

const pieceLength = 10;
const length = 95;
const url = 'http://localhost/f';

/** Answers every range with each piece's first byte's number, unless `answer` gives something else. */
function serve(answer: (start: number) => Response | undefined = () => undefined): number[] {
  const asked: number[] = [];
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    const range = new Headers(init.headers).get('range') ?? '';
    const [start = 0, end = 0] = (/(\d+)-(\d+)/.exec(range)?.slice(1) ?? []).map(Number);
    for (let at = start; at <= end; at += pieceLength) asked.push(at / pieceLength);
    const body = Uint8Array.from({ length: end - start + 1 }, (_, at) => start + at - (at % 10));
    return Promise.resolve(answer(start) ?? new Response(body, { status: 206 }));
  });
  return asked;
}

function transfer(options: Partial<PlainMirrorsOptions> = {}) {
  const stored = new Map<number, Uint8Array>();
  const controller = new AbortController();
  const pieces: number[] = [];
  const plain = new PlainMirrors({
    mirrors: [url],
    length,
    pieceLength,
    held: [],
    write: (index, bytes) => {
      stored.set(index, bytes);
      return Promise.resolve();
    },
    onPiece: (index) => pieces.push(index),
    signal: controller.signal,
    ...options,
  });
  return { plain, stored, pieces, controller };
}

const whole = (plain: PlainMirrors) =>
  vi.waitUntil(() => plain.transfer.haveBytes === plain.transfer.size);

describe('PlainMirrors', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('fetches what is missing, goes on until it is told to stop, and then resolves', async () => {
    const asked = serve();
    const { plain, stored, pieces, controller } = transfer({ held: [0, 3, 4_294_967_294] });
    const run = plain.run();
    await whole(plain);
    expect(pieces.slice(0, 2)).toEqual([0, 3]);
    expect(pieces).toHaveLength(10);
    expect(asked.sort()).toEqual([1, 2, 4, 5, 6, 7, 8, 9]);
    expect([...(stored.get(9) ?? [])]).toEqual([90, 90, 90, 90, 90]);
    expect(await Promise.race([run, Promise.resolve('going on')])).toBe('going on');
    controller.abort();
    await run;
  });

  it('fetches a dropped range again, also when it was idle', async () => {
    const asked = serve();
    const { plain, pieces, controller } = transfer();
    const run = plain.run();
    await whole(plain);
    plain.drop(9);
    expect(plain.transfer.haveBytes).toBe(90);
    plain.drop(9);
    plain.drop(10);
    expect(plain.transfer.haveBytes).toBe(90);
    await whole(plain);
    expect(asked.filter((index) => index === 9)).toHaveLength(2);
    expect(pieces.at(-1)).toBe(9);
    controller.abort();
    await run;
  });

  it('is idle when everything is held, and asks for nothing', async () => {
    const asked = serve();
    const { plain, controller } = transfer({ length: 10, held: [0] });
    const run = plain.run();
    controller.abort();
    await run;
    expect(asked).toEqual([]);
  });

  it('is made at once for any size that a link can claim', async () => {
    const { plain, controller } = transfer({
      length: Number.MAX_SAFE_INTEGER,
      pieceLength: 16_384,
    });
    controller.abort();
    await plain.run();
    expect(plain.transfer.haveBytes).toBe(0);
  });

  it('throws when every mirror is given up and ranges are missing', async () => {
    serve(() => new Response('all of it', { status: 200 }));
    const { plain } = transfer();
    expect(await codeOf(() => plain.run())).toBe('swarm/mirror-no-ranges');
    expect(plain.transfer.mirrors).toMatchObject([{ state: 'off' }]);
  });

  it('throws when there is no mirror', async () => {
    expect(await codeOf(() => transfer({ mirrors: [] }).plain.run())).toBe('swarm/no-source');
  });

  it('takes ranges that one mirror refuses from another', async () => {
    const other = 'http://localhost/g';
    const asked = serve();
    const good = fetch;
    vi.stubGlobal('fetch', (from: string, init: RequestInit) => {
      if (from === url) return Promise.resolve(new Response('', { status: 503 }));
      return good(from, init);
    });
    const { plain, controller } = transfer({ mirrors: [url, other] });
    const run = plain.run();
    await whole(plain);
    expect(asked).toHaveLength(10);
    expect(plain.transfer.mirrors.map(({ state }) => state)).toEqual(['waiting', 'working']);
    controller.abort();
    await run;
  });

  it('throws what storing threw, once it did, and asks for no more', async () => {
    const asked = serve();
    const { plain } = transfer({ write: () => Promise.reject(new Problem('pieces/full')) });
    expect(await codeOf(() => plain.run())).toBe('pieces/full');
    const { length: before } = asked;
    plain.drop(0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toHaveLength(before);
  });

  it('is silent about what storing throws after the end, and counts nothing more', async () => {
    serve();
    const writes: ((error: Error | undefined) => void)[] = [];
    const { plain, controller } = transfer({
      write: () =>
        new Promise((resolve, reject) =>
          writes.push((error) => (error ? reject(error) : resolve())),
        ),
    });
    const run = plain.run();
    await vi.waitUntil(() => writes.length === 2);
    controller.abort();
    await run;
    writes[0]?.(new Error('too late'));
    writes[1]?.(undefined);
    // An unhandled rejection would fail the test run.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(plain.transfer.haveBytes).toBe(0);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DownloadGate } from '../../../src/swarm/limits/download-gate.browser';
import type { CutPiece } from '../../../src/swarm/mirrors/piece-cutter';
import {
  PieceStream,
  type PieceStreamOptions,
  type Taken,
} from '../../../src/swarm/mirrors/piece-stream.browser';

const pieceLength = 4;
const pieces = 40;
const stored: Taken = { stored: Promise.resolve() };

let leave: AbortController;
let delivered: number[];
/** Pieces that were taken from the network, in whole. */
let sent: number;
let isCancelled: boolean;

beforeEach(() => {
  [leave, delivered, sent, isCancelled] = [new AbortController(), [], 0, false];
});
afterEach(() => {
  leave.abort();
  vi.unstubAllGlobals();
});

/** A mirror that sends chunks of so many pieces. */
function serve(perChunk: number, headers: Record<string, string> = {}): void {
  const body = new ReadableStream(
    {
      pull: (controller) => {
        controller.enqueue(new Uint8Array(perChunk * pieceLength));
        sent += perChunk;
        if (sent >= pieces) controller.close();
      },
      cancel: () => void (isCancelled = true),
    },
    { highWaterMark: 0 },
  );
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status: 206, headers })));
}

/** Reads everything in one range. */
function read(
  take: (index: number) => Taken | Promise<Taken>,
  options: Partial<PieceStreamOptions> = {},
): Promise<void> {
  const stream = new PieceStream({
    url: 'https://mirror.example/f',
    file: { length: pieces * pieceLength, pieceLength },
    span: { first: 0, count: pieces },
    deliver: ({ index }: CutPiece) => {
      delivered.push(index);
      return Promise.resolve(take(index));
    },
    signal: leave.signal,
    ...options,
  });
  return stream.read();
}

/** A promise that the test settles. */
function later<T>() {
  let settle: ((value: T) => void) | undefined;
  const promise = new Promise<T>((done) => (settle = done));
  return { promise, resolve: (value: T) => settle?.(value) };
}

const firstPieces = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe('PieceStream', () => {
  it('delivers every piece in order, and ends when all are stored', async () => {
    serve(1);
    const writes: (() => void)[] = [];
    let isOver = false;
    const reading = read((index) =>
      index < pieces - 1 ? stored : { stored: new Promise<void>((done) => writes.push(done)) },
    ).then(() => (isOver = true));
    await vi.waitUntil(() => writes.length > 0);
    await sleep(20);
    expect(isOver).toBe(false);
    writes[0]?.();
    await reading;
    expect(delivered).toEqual(firstPieces(pieces));
  });

  it('has one piece looked at at a time, and takes hardly more meanwhile', async () => {
    serve(1);
    const judge = later<Taken>();
    const reading = read((index) => (index === 2 ? judge.promise : stored));
    await sleep(20);
    expect(delivered).toEqual(firstPieces(3));
    expect(sent).toBeLessThanOrEqual(4);
    judge.resolve(stored);
    await reading;
    expect(delivered).toHaveLength(pieces);
  });

  it('reads on while some are being stored, and no further', async () => {
    serve(1);
    const storage = later<undefined>();
    const reading = read(() => ({ stored: storage.promise }));
    await sleep(20);
    expect(delivered.length).toBeGreaterThan(4);
    expect(delivered.length).toBeLessThan(12);
    storage.resolve(undefined);
    await reading;
    expect(delivered).toHaveLength(pieces);
  });

  it('reads no further when it is enough, but delivers what came with it', async () => {
    serve(8);
    await read((index) => (index === 10 ? 'enough' : stored));
    expect(delivered).toEqual(firstPieces(16));
    expect([sent, isCancelled]).toEqual([16, true]);
  });

  it('does not wait for more when it is enough', async () => {
    serve(1);
    const judge = later<Taken>();
    const take: DownloadGate['take'] = (_bytes, signal) =>
      sent > 1 ? sleep(60_000, undefined, { signal }) : Promise.resolve();
    const reading = read(() => judge.promise, { gate: { take } });
    await sleep(20);
    judge.resolve('enough');
    await reading;
    expect(delivered).toEqual([0]);
  });

  it('throws what looking at a piece or storing it did', async () => {
    const failure = new Error('no room');
    serve(1);
    await expect(read((index) => (index === 5 ? Promise.reject(failure) : stored))).rejects.toBe(
      failure,
    );
    [sent, delivered] = [0, []];
    serve(1);
    const lost = read((index) => (index === 5 ? { stored: Promise.reject(failure) } : stored));
    await expect(lost).rejects.toBe(failure);
  });

  it('delivers nothing after the signal', async () => {
    serve(4);
    const reading = read((index) => {
      if (index === 5) leave.abort();
      return stored;
    });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(delivered).toEqual(firstPieces(6));
  });

  it.each(['0', '159', '161', '160, 160', 'ж'])(
    'takes no byte of an answer of %j',
    async (bytes) => {
      serve(1, { 'content-length': bytes === 'ж' ? 'nonsense' : bytes });
      await expect(read(() => stored)).rejects.toMatchObject({ code: 'swarm/mirror-wrong-length' });
      expect([sent, isCancelled]).toEqual([0, true]);
    },
  );
});

import { expect, it } from 'vitest';
import type { Piece } from '../../src/pieces/cut-records';
import { mostRecordBytes } from '../../src/pieces/record-layout';
import { gatherMs, mostGathered, WriteQueue } from '../../src/pieces/write-queue';

const KiB = 2 ** 10;
const piece = (index: number, length = 1): Piece => ({ index, bytes: new Uint8Array(length) });

/** A queue over a storage that takes as long as the test wants, and a clock that the test moves. */
class Scene {
  /** The indices of each batch, in the order in which they were given to storage. */
  readonly batches: number[][] = [];
  readonly outcomes: string[] = [];
  expected = Infinity;
  readonly #ends: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  readonly #timers = new Set<() => void>();
  readonly queue = new WriteQueue({
    store: (pieces) => {
      this.batches.push(pieces.map(({ index }) => index));
      this.stored.push(...pieces);
      return new Promise((resolve, reject) => this.#ends.push({ resolve, reject }));
    },
    areLast: (waiting) => waiting.size + this.stored.length >= this.expected,
    later: (callback, ms) => {
      expect(ms).toBe(gatherMs);
      this.#timers.add(callback);
      return () => this.#timers.delete(callback);
    },
  });
  readonly stored: Piece[] = [];

  write(...pieces: readonly Piece[]): void {
    for (const one of pieces)
      this.queue.write(one).then(
        () => this.outcomes.push(`${one.index} stored`),
        (error: unknown) => this.outcomes.push(`${one.index} ${String(error)}`),
      );
  }

  /** The time in which pieces wait has passed. */
  passTime(): void {
    expect(this.#timers.size).toBeLessThanOrEqual(1);
    const timers = [...this.#timers];
    this.#timers.clear();
    for (const timer of timers) timer();
  }

  /** The oldest batch that is being stored is. */
  async complete(error?: string): Promise<void> {
    const end = this.#ends.shift();
    if (error === undefined) end?.resolve();
    else end?.reject(error);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

it('writes the first piece at once, and what comes soon after it together', async () => {
  const scene = new Scene();
  scene.write(piece(4));
  expect(scene.batches).toEqual([[4]]);
  await scene.complete();
  expect(scene.outcomes).toEqual(['4 stored']);
  scene.write(piece(3), piece(9));
  await scene.complete();
  expect(scene.batches).toEqual([[4]]);
  scene.passTime();
  expect(scene.batches).toEqual([[4], [3, 9]]);
  expect(scene.outcomes).toEqual(['4 stored']);
  await scene.complete();
  expect(scene.outcomes).toEqual(['4 stored', '3 stored', '9 stored']);
});

it('writes at once what comes after a time without any', async () => {
  const scene = new Scene();
  scene.write(piece(0));
  await scene.complete();
  scene.passTime();
  scene.write(piece(1));
  expect(scene.batches).toEqual([[0], [1]]);
});

it('counts the time from the beginning of the last write', async () => {
  const scene = new Scene();
  scene.write(piece(0));
  scene.write(piece(1));
  scene.passTime();
  expect(scene.batches).toEqual([[0]]);
  await scene.complete();
  expect(scene.batches).toEqual([[0], [1]]);
  await scene.complete();
  scene.write(piece(2));
  expect(scene.batches).toHaveLength(2);
});

it.each([
  ['many small pieces', Array.from({ length: mostGathered }, () => 1)],
  ['enough bytes', [512 * KiB, 512 * KiB]],
  ['one large piece', [mostRecordBytes]],
])('does not let %s wait for the time', async (_what, lengths) => {
  const scene = new Scene();
  scene.write(piece(100));
  await scene.complete();
  const pieces = lengths.map((length, index) => piece(index, length));
  scene.write(...pieces.slice(0, -1));
  expect(scene.batches).toEqual([[100]]);
  scene.write(...pieces.slice(-1));
  expect(scene.batches).toEqual([[100], pieces.map(({ index }) => index)]);
});

it('gathers while storage is busy, and has two batches on their way when there is enough', async () => {
  const scene = new Scene();
  scene.write(piece(0));
  scene.write(...Array.from({ length: mostGathered }, (_, at) => piece(at + 1)));
  expect(scene.batches).toEqual([[0]]);
  scene.write(piece(20, mostRecordBytes), piece(21, mostRecordBytes));
  expect(scene.batches).toEqual([[0], [1, 2, 3, 4, 5, 6, 7, 8, 20]]);
  await scene.complete();
  expect(scene.batches).toEqual([[0], [1, 2, 3, 4, 5, 6, 7, 8, 20], [21]]);
});

it('never has a piece in two batches at a time, and stores the later bytes last', async () => {
  const scene = new Scene();
  scene.write(piece(0, 1));
  scene.write(piece(0, mostRecordBytes));
  expect(scene.batches).toEqual([[0]]);
  await scene.complete();
  expect(scene.batches).toEqual([[0], [0]]);
  expect(scene.stored.map(({ bytes }) => bytes.length)).toEqual([1, mostRecordBytes]);
});

it('stores the later bytes of a piece that waited, for whoever gave the earlier ones too', async () => {
  const scene = new Scene();
  scene.write(piece(0));
  await scene.complete();
  scene.write(piece(1, 3), piece(1, 5));
  scene.passTime();
  expect(scene.stored.map(({ bytes }) => bytes.length)).toEqual([1, 5]);
  await scene.complete();
  expect(scene.outcomes).toEqual(['0 stored', '1 stored', '1 stored']);
});

it('puts no more into one batch than finds room together', async () => {
  const scene = new Scene();
  scene.write(piece(0), piece(0));
  const lengths = [3, 2, 9, 1, 1].map((MiB) => MiB * mostRecordBytes);
  scene.write(...lengths.map((length, at) => piece(at + 1, length)));
  for (let round = 0; round < 6; round++) await scene.complete();
  expect(scene.batches).toEqual([[0], [0, 1], [2], [3], [4, 5]]);
});

it('does not let the last pieces wait', async () => {
  const scene = new Scene();
  scene.expected = 3;
  scene.write(piece(0));
  await scene.complete();
  scene.write(piece(1));
  expect(scene.batches).toEqual([[0]]);
  scene.write(piece(2));
  expect(scene.batches).toEqual([[0], [1, 2]]);
});

it('tells every piece of a batch that failed, and goes on', async () => {
  const scene = new Scene();
  scene.write(piece(0));
  await scene.complete('no room');
  expect(scene.outcomes).toEqual(['0 no room']);
  scene.write(piece(1), piece(2));
  scene.passTime();
  await scene.complete('no room');
  expect(scene.outcomes.slice(1)).toEqual(['1 no room', '2 no room']);
  scene.write(piece(1));
  scene.passTime();
  await scene.complete();
  expect(scene.outcomes.at(-1)).toBe('1 stored');
});

it('hurries what waits, and no more than that', async () => {
  const scene = new Scene();
  scene.queue.hurry();
  scene.write(piece(0));
  scene.write(piece(1));
  expect(scene.batches).toEqual([[0]]);
  scene.queue.hurry();
  expect(scene.batches).toEqual([[0], [1]]);
  await scene.complete();
  await scene.complete();
  scene.write(piece(2));
  expect(scene.batches).toHaveLength(2);
});

it('hurries all that waits, however many batches that makes', async () => {
  const scene = new Scene();
  scene.write(piece(0));
  scene.write(piece(1), piece(2, 5 * mostRecordBytes), piece(3));
  scene.queue.hurry();
  for (let round = 0; round < 4; round++) await scene.complete();
  expect(scene.batches).toEqual([[0], [1], [2], [3]]);
});

it('has settled when what was given before is stored or refused', async () => {
  const scene = new Scene();
  await scene.queue.settle(0);
  await scene.queue.flush();
  scene.write(piece(0));
  scene.write(piece(1), piece(2));
  const settled: string[] = [];
  void scene.queue.settle(1).then(() => settled.push('piece 1'));
  void scene.queue.settle(0).then(() => settled.push('piece 0'));
  void scene.queue.settle(7).then(() => settled.push('piece 7'));
  void scene.queue.flush().then(() => settled.push('all'));
  expect(scene.batches).toEqual([[0], [1, 2]]);
  await scene.complete();
  expect(settled).toEqual(['piece 7', 'piece 0']);
  await scene.complete('no room');
  expect(settled).toEqual(['piece 7', 'piece 0', 'piece 1', 'all']);
  expect(scene.outcomes).toEqual(['0 stored', '1 no room', '2 no room']);
});

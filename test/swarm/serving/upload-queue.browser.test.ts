import { beforeEach, describe, expect, it, vi } from 'vitest';
import { queueUploads } from '../../../src/swarm/serving/upload-queue.browser';
import { makeWirePair, type TestWire } from '../requests/wire-pair';

const block = 16 * 1024;

let ours: TestWire;
let theirs: TestWire;
let setOpen: (open: boolean) => void;
let lost: Set<number>;
/** Offsets that were read from the store, in that order, and how many are being read at most. */
let reads: number[];
let reading: number;
let mostReading: number;
let came: string[];

async function connect(fast: boolean): Promise<void> {
  ({ ours, theirs, setOpen } = await makeWirePair(fast));
  [lost, reads, reading, mostReading, came] = [new Set(), [], 0, 0, []];
  queueUploads(
    ours,
    (index) => !lost.has(index),
    () => 64 * 1024,
  );
  // What the last test left behind still arrives.
  const current = ours;
  ours.on('request', (_index, offset, length, respond) => {
    if (current !== ours) return;
    reads.push(offset);
    mostReading = Math.max(mostReading, ++reading);
    setTimeout(() => {
      reading--;
      respond(null, new Uint8Array(length));
    });
  });
  const into = came;
  theirs.on('have', (index) => into.push(`have ${index}`));
  ours.unchoke();
  await vi.waitUntil(() => !theirs.peerChoking);
}

/** The peer asks for blocks `from` to before `end` of piece `index`. */
function ask(from: number, end: number, index = 0, length = block): void {
  const into = came;
  for (let n = from; n < end; n++)
    theirs.request(index, n * block, length, (error) => into.push(error ? `no ${n}` : `${n}`));
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));
const numbers = (from: number, end: number): string[] =>
  Array.from({ length: end - from }, (_, at) => `${from + at}`);

describe.each([true, false])('queueUploads, fast extension %s', (fast) => {
  beforeEach(() => connect(fast));

  it('answers everything, in order', async () => {
    ask(0, 300);
    await vi.waitUntil(() => came.length === 300);
    expect(came).toEqual(numbers(0, 300));
  });

  it('reads little ahead for a peer that takes nothing, and goes on when it does', async () => {
    setOpen(false);
    ask(0, 500);
    await settle();
    expect(reads.length).toBeLessThanOrEqual(8);
    expect(ours._readableState.buffered).toBeLessThan(8 * block);
    setOpen(true);
    await vi.waitUntil(() => came.length === 500, 5_000);
  });

  it('has what we say overtake what we give', async () => {
    setOpen(false);
    ask(0, 500);
    await settle();
    ours.have(7);
    setOpen(true);
    await vi.waitUntil(() => came.includes('have 7'), 5_000);
    expect(came.indexOf('have 7')).toBeLessThanOrEqual(8);
  });

  it('neither reads nor sends what was cancelled', async () => {
    setOpen(false);
    ask(0, 100);
    await settle();
    for (let n = 50; n < 100; n++) theirs.cancel(0, n * block, block);
    await settle();
    setOpen(true);
    await settle();
    await vi.waitUntil(() => came.includes('49'), 5_000);
    expect(reads.every((offset) => offset < 50 * block)).toBe(true);
    ask(200, 201);
    await vi.waitUntil(() => came.includes('200'), 5_000);
  });

  it('sends nothing that waited after a choke, and answers again after it', async () => {
    setOpen(false);
    ask(0, 100);
    await settle();
    ours.choke();
    const readThen = reads.length;
    setOpen(true);
    await vi.waitUntil(() => came.length === 100, 5_000);
    expect(reads).toHaveLength(readThen);
    expect(came.filter((what) => what.startsWith('no')).length).toBeGreaterThanOrEqual(92);
    ours.unchoke();
    await vi.waitUntil(() => !theirs.peerChoking);
    ask(100, 110);
    await vi.waitUntil(() => came.includes('109'), 5_000);
  });

  it('goes on with the others when a piece is lost meanwhile', async () => {
    setOpen(false);
    ask(0, 50, 1);
    ask(50, 60, 2);
    await settle();
    lost.add(1);
    setOpen(true);
    await vi.waitUntil(() => came.includes('59'), 5_000);
    if (fast) await vi.waitUntil(() => came.length === 60);
    expect(reads.length).toBeLessThanOrEqual(8 + 10);
  });

  it('reads for a few at a time, however little they ask for', async () => {
    ask(0, 1_000, 0, 1);
    await vi.waitUntil(() => came.length === 1_000, 5_000);
    expect(mostReading).toBeLessThanOrEqual(8);
  });

  it('hangs up on who asks for more than anyone needs', async () => {
    setOpen(false);
    ask(0, 5_000);
    await vi.waitUntil(() => ours.destroyed || ours.peerChoking, 5_000);
    setOpen(true);
    await vi.waitUntil(() => ours.destroyed, 5_000);
  });

  it('survives a wire that ends in the middle', async () => {
    ask(0, 300);
    await vi.waitUntil(() => came.length > 10);
    ours.destroy();
    await settle();
    const readThen = reads.length;
    await settle();
    expect(reads).toHaveLength(readThen);
  });
});

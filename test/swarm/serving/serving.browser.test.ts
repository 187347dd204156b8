import { describe, expect, it, vi } from 'vitest';
import { Serving, type ServingOptions } from '../../../src/swarm/serving/serving.browser';
import { makeWirePair, type TestWire } from '../requests/wire-pair';

const pieces = 20;
const block = 16 * 1024;

function makeServing(complete: boolean, options: Partial<ServingOptions> = {}): Serving {
  return new Serving({
    pieces,
    pieceLength: block,
    isHere: () => complete,
    isComplete: () => complete,
    givesOf: () => 0,
    announced: () => 0,
    ...options,
  });
}

/** A peer that notes what it is told of. */
interface Guest {
  readonly ours: TestWire;
  readonly theirs: TestWire;
  readonly told: number[];
}

/** As the engine does it: welcomed, then told what is here. */
async function welcome(serving: Serving, id: string, fast = true): Promise<Guest> {
  const { ours, theirs } = await makeWirePair(fast);
  const told: number[] = [];
  theirs.on('have', (index) => told.push(index));
  serving.welcome(id, ours);
  ours.on('request', (_index, _offset, length, respond) => respond(null, new Uint8Array(length)));
  if (fast) ours.haveAll();
  else ours.bitfield(new Uint8Array(3).fill(255));
  return { ours, theirs, told };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

describe('Serving, who has everything', () => {
  it.each([true, false])('tells of a few pieces at a time, fast extension %s', async (fast) => {
    const serving = makeServing(true);
    const guests = [await welcome(serving, 'a', fast), await welcome(serving, 'b', fast)];
    await settle();
    for (const { told, theirs } of guests) {
      expect(told.length).toBeGreaterThan(0);
      expect(told.length).toBeLessThan(pieces / 2);
      expect(told.every((index) => theirs.peerPieces.get(index))).toBe(true);
      expect(
        [...Array(pieces).keys()].filter((index) => theirs.peerPieces.get(index)),
      ).toHaveLength(told.length);
    }
    const [a, b] = guests.map(({ told }) => told);
    expect(a?.filter((index) => b?.includes(index))).toEqual([]);
  });

  it('tells of more when a piece was passed on, and of everything once the crowd has all', async () => {
    const serving = makeServing(true);
    const a = await welcome(serving, 'a');
    const b = await welcome(serving, 'b');
    await vi.waitUntil(() => a.told.length > 0);
    const before = a.told.length;
    a.theirs.have(a.told[0] ?? 0);
    b.theirs.have(a.told[0] ?? 0);
    await vi.waitUntil(() => {
      serving.tick();
      return a.told.length > before;
    });
    for (let index = 0; index < pieces; index++) (index % 2 ? a : b).theirs.have(index);
    await vi.waitUntil(() => new Set(a.told).size === pieces && new Set(b.told).size === pieces);
    expect(a.told).toHaveLength(pieces);
  });

  it('tells a late one of everything when the crowd has all', async () => {
    const serving = makeServing(true);
    const a = await welcome(serving, 'a');
    a.theirs.haveAll();
    await vi.waitUntil(() => new Set(a.told).size === pieces);
    const late = await welcome(serving, 'late');
    await vi.waitUntil(() =>
      [...Array(pieces).keys()].every((at) => late.theirs.peerPieces.get(at)),
    );
  });

  it('offers what one who left was offered to those who stay', async () => {
    const serving = makeServing(true);
    const a = await welcome(serving, 'a');
    const b = await welcome(serving, 'b');
    await settle();
    serving.farewell('a');
    for (let index = 0; index < pieces; index++) {
      const next = b.told.at(-1);
      if (next !== undefined) b.theirs.have(next);
      for (const each of b.told) b.theirs.have(each);
      await settle();
      serving.tick();
    }
    await vi.waitUntil(() => b.told.length === pieces);
    expect(a.told.length).toBeLessThan(pieces);
  });
});

describe('Serving', () => {
  it('hides nothing when something is missing', async () => {
    const serving = makeServing(false);
    const { told, theirs } = await welcome(serving, 'a');
    await settle();
    expect(told).toEqual([]);
    expect(theirs.peerPieces.get(0)).toBe(true);
  });

  it('serves those who want something, and nobody while it gives nothing', async () => {
    const serving = makeServing(false);
    const { theirs } = await welcome(serving, 'a');
    await settle();
    expect(theirs.peerChoking).toBe(true);
    theirs.interested();
    await vi.waitUntil(() => !theirs.peerChoking);
    serving.setGiving(false);
    await vi.waitUntil(() => theirs.peerChoking);
    serving.setGiving(true);
    await vi.waitUntil(() => !theirs.peerChoking);
    theirs.uninterested();
    await vi.waitUntil(() => theirs.peerChoking);
  });

  it('fills a slot again at once when somebody leaves', async () => {
    const serving = makeServing(false);
    const guests = await Promise.all(
      Array.from({ length: 14 }, (_, at) => welcome(serving, `${at}`)),
    );
    for (const { theirs } of guests) theirs.interested();
    const served = (): number => guests.filter(({ ours }) => !ours.amChoking).length;
    await vi.waitUntil(() => guests.every(({ ours }) => ours.peerInterested));
    expect(served()).toBe(8);
    const leaving = guests.findIndex(({ ours }) => !ours.amChoking);
    serving.farewell(`${leaving}`);
    expect(served() - 1).toBe(8);
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Block, blockLength } from '../../../src/swarm/requests/block';
import { PeerLine } from '../../../src/swarm/requests/peer-line.browser';
import { RequestBook } from '../../../src/swarm/requests/request-book';
import { makeWirePair, type TestWire } from './wire-pair';

const pieces = 8;
const pieceLength = 2 * blockLength;

let ours: TestWire;
let theirs: TestWire;
let takeBack: (index: number) => void;
let book: RequestBook;
let line: PeerLine;
let isAsking: boolean;
let blocks: Block[];
let freed: number;
/** Requests that the other end got and has not answered. */
let requested: { index: number; offset: number; length: number; give: () => void }[];

async function connect(fast: boolean): Promise<void> {
  ({ ours, theirs, takeBack } = await makeWirePair(fast));
  book = new RequestBook({
    length: pieces * pieceLength,
    pieceLength,
    held: [],
    speedOf: () => 0,
    random: Math.random,
  });
  [isAsking, blocks, freed, requested] = [true, [], 0, []];
  line = new PeerLine({
    id: 'peer',
    wire: ours,
    book,
    isAsking: () => isAsking,
    hasRoom: () => true,
    onBlock: (block) => {
      blocks.push(block);
      book.received('peer', block);
    },
    onFreed: () => {
      freed++;
      line.look();
    },
  });
  theirs.on('request', (index, offset, length, respond) => {
    const give = (): void => respond(null, new Uint8Array(length));
    requested.push({ index, offset, length, give });
  });
}

/** What was sent so far has arrived, and what was answered too. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

describe.each([true, false])('PeerLine, fast extension %s', (fast) => {
  beforeEach(() => connect(fast));

  /** The peer has pieces and serves us. */
  async function serve(...indexes: number[]): Promise<void> {
    for (const index of indexes) theirs.have(index);
    await vi.waitUntil(() => theirs.peerInterested);
    theirs.unchoke();
    await vi.waitUntil(() => requested.length > 0);
  }

  it('asks for nothing of a peer that has nothing, and says so', async () => {
    theirs.unchoke();
    await settle();
    line.look();
    await settle();
    expect([requested.length, theirs.peerInterested]).toEqual([0, false]);
  });

  it('asks only for what was announced, and hands on what comes', async () => {
    await serve(3);
    expect(requested.map(({ index, offset }) => [index, offset])).toEqual([
      [3, 0],
      [3, blockLength],
    ]);
    for (const { give } of requested) give();
    await vi.waitUntil(() => blocks.length === 2);
    expect(line.speed).toBeGreaterThan(0);
  });

  it('frees what a choked peer keeps, and asks anew when it may', async () => {
    await serve(3);
    theirs.choke();
    await vi.waitUntil(() => ours.peerChoking);
    await settle();
    expect(ours.requests).toHaveLength(0);
    expect(book.isFree(3)).toBe(true);
    expect(freed).toBe(1);
    requested = [];
    theirs.unchoke();
    await vi.waitUntil(() => requested.length === 2);
  });

  it('takes everything back, and ignores what comes nevertheless', async () => {
    await serve(3);
    isAsking = false;
    line.cancelAll();
    line.look();
    expect(book.isFree(3)).toBe(true);
    await vi.waitUntil(() => theirs.peerRequests.length === 0 && !theirs.peerInterested);
    theirs.piece(3, 0, new Uint8Array(blockLength));
    await settle();
    expect([blocks.length, freed, line.speed]).toEqual([0, 0, 0]);
    isAsking = true;
    line.look();
    await vi.waitUntil(() => requested.length === 4);
  });

  it('does not take for speed what it did not ask for', async () => {
    await serve(3);
    for (let n = 0; n < 50; n++) theirs.piece(5, 0, new Uint8Array(blockLength));
    await settle();
    expect(ours.downloaded).toBeGreaterThanOrEqual(50 * blockLength);
    expect(line.speed).toBe(0);
  });

  it('asks no more for a piece that was taken back, until it is announced again', async () => {
    await serve(3);
    takeBack(3);
    await vi.waitUntil(() => ours.requests.length === 0);
    await settle();
    expect(book.isFree(3)).toBe(true);
    requested = [];
    theirs.have(3);
    await vi.waitUntil(() => requested.length === 2);
  });

  it('frees everything when the connection ends', async () => {
    await serve(1, 2, 3);
    theirs.destroy();
    await vi.waitUntil(() => ours.requests.length === 0);
    await settle();
    expect([1, 2, 3].every((index) => book.isFree(index))).toBe(true);
    expect(ours.requests).toHaveLength(0);
  });

  it('asks for no more at a time than the peer takes', async () => {
    Object.assign(ours, { peerExtendedHandshake: { reqq: 1 } });
    await serve(1, 2, 3);
    expect(requested).toHaveLength(1);
  });

  it.each([0, -1, Number.NaN, '250', undefined])('does not believe reqq %s', async (reqq) => {
    Object.assign(ours, { peerExtendedHandshake: { reqq } });
    await serve(1);
    expect(requested).toHaveLength(2);
  });
});

describe('PeerLine', () => {
  beforeEach(() => connect(true));

  it('lets a rejecter have each piece rejected once', async () => {
    theirs._onRequest = (index, offset, length) => {
      requested.push({ index, offset, length, give: () => undefined });
      theirs.reject(index, offset, length);
    };
    theirs.haveAll();
    theirs.unchoke();
    await vi.waitUntil(() => requested.length >= pieces);
    await settle();
    expect(requested.length).toBeLessThanOrEqual(2 * pieces);
    expect([...Array(pieces).keys()].every((index) => book.isFree(index))).toBe(true);
  });

  it('does not wait for a peer that chokes and answers in part', async () => {
    theirs.have(3);
    theirs.unchoke();
    await vi.waitUntil(() => requested.length === 2);
    // A choke without the rejections that BEP 6 asks for.
    theirs.choke = () => undefined;
    theirs._push(new Uint8Array([0, 0, 0, 1, 0]));
    requested[0]?.give();
    await vi.waitUntil(() => ours.peerChoking);
    await vi.waitUntil(() => book.isFree(3), { timeout: 10_000 });
  });

  it('takes what had left a peer that chokes, and asks nobody else for it meanwhile', async () => {
    theirs.have(3);
    theirs.unchoke();
    await vi.waitUntil(() => requested.length === 2);
    theirs._push(new Uint8Array([0, 0, 0, 1, 0]));
    await vi.waitUntil(() => ours.peerChoking);
    expect(book.isFree(3)).toBe(false);
    for (const { give } of requested) give();
    await vi.waitUntil(() => blocks.length === 2);
    expect(book.trust.wastedBytes).toBe(0);
  });

  it('stays interested in a peer that has nothing for the moment, until all is here', async () => {
    theirs.have(3);
    theirs.unchoke();
    await vi.waitUntil(() => requested.length === 2);
    book.fits(3);
    line.look();
    await settle();
    expect(theirs.peerInterested).toBe(true);
    for (let index = 0; index < pieces; index++) book.fits(index);
    line.look();
    await vi.waitUntil(() => !theirs.peerInterested);
  });
});

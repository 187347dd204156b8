import { beforeEach, describe, expect, it } from 'vitest';
import { blockLength } from '../../../src/swarm/requests/block';
import { OpenPiece, type Useless } from '../../../src/swarm/requests/open-piece';
import { OpenPieces, type OpenPiecesOptions } from '../../../src/swarm/requests/open-pieces';
import type { Source } from '../../../src/swarm/requests/source';
import { Sources } from '../../../src/swarm/requests/sources';
import { Trust } from '../../../src/swarm/requests/trust';

const pieceLength = 3 * blockLength;
/** The last piece ends with a block of five bytes. */
const last = 9;
const length = 10 * pieceLength - blockLength + 5;
const minuteMs = 60_000;

let sources: Sources;
let trust: Trust;
let pieces: OpenPieces;
let forgotten: number[];
let useless: Useless[];

function open(options: Partial<OpenPiecesOptions> = {}): void {
  sources = new Sources();
  trust = new Trust({ length, pieceLength });
  forgotten = [];
  useless = [];
  pieces = new OpenPieces(
    {
      length,
      pieceLength,
      onForgotten: (index) => forgotten.push(index),
      onUseless: (requests) => useless.push(...requests),
      ...options,
    },
    sources,
    trust,
  );
}
beforeEach(() => open());

function source(id: string, kind: Source['kind'] = 'peer'): Source {
  sources.add(id, kind);
  const added = sources.get(id);
  if (!added) throw new Error('not added');
  return added;
}

/** Piece `index` failed, and nobody knows whose fault that was. */
function suspect(index: number): void {
  const piece = new OpenPiece(index, pieceLength, false, 0);
  for (const id of ['a', 'b', 'b']) piece.receive(piece.reserve(id)?.offset ?? -1, id);
  trust.fails(piece, ['x', 'y', 'z']);
}

/** `by` is asked for all of piece `index` and gives some of its blocks. */
function beginPart(by: Source, index: number, given: readonly number[], nowMs = 0): OpenPiece {
  const piece = pieces.begin(by, index, nowMs);
  piece.reserveAll(by.id);
  for (const block of given) piece.receive(block * blockLength, by.id);
  return piece;
}

/** Blocks of the last piece that came, and their bytes. */
const parts = [
  ['nothing', [], 0],
  ['a block', [0], blockLength],
  ['the short block at the end', [2], 5],
  ['two blocks', [1, 2], blockLength + 5],
] as const;

describe('OpenPieces, what is dropped', () => {
  it.each(parts)('is wasted when begun anew by one alone: %s', (_what, given, bytes) => {
    suspect(last);
    const before = trust.wastedBytes;
    beginPart(source('slow'), last, given);
    const piece = pieces.begin(source('other'), last, minuteMs);
    expect(trust.wastedBytes - before).toBe(bytes);
    expect([piece.missing, pieces.size, sources.get('slow')?.open.size]).toEqual([3, 1, 0]);
    expect(useless.map(({ id }) => id)).toEqual(Array(3 - given.length).fill('slow'));
  });

  it.each(parts)('is wasted when who alone gave it has left: %s', (_what, given, bytes) => {
    suspect(last);
    const before = trust.wastedBytes;
    beginPart(source('leaver'), last, given);
    pieces.left('leaver');
    pieces.begin(source('other'), last, 1);
    expect([trust.wastedBytes - before, useless]).toEqual([bytes, []]);
  });

  it.each(parts)('is wasted when forgotten: %s', (_what, given, bytes) => {
    beginPart(source('leaver'), last, given);
    pieces.left('leaver');
    expect(pieces.forgetEmptiest()).toBe(true);
    expect([trust.wastedBytes, forgotten, pieces.size]).toEqual([bytes, [last], 0]);
  });

  it('is nothing when others go on with what came', () => {
    beginPart(source('a'), 0, [0]);
    expect(pieces.begin(source('b'), 0, 1).missing).toBe(2);
    expect(trust.wastedBytes).toBe(0);
  });
});

describe('OpenPieces', () => {
  it('forgets the emptiest of those that nobody is asked for', () => {
    expect(pieces.forgetEmptiest()).toBe(false);
    beginPart(source('busy'), 0, []);
    expect(pieces.forgetEmptiest()).toBe(false);
    beginPart(source('leaver'), 1, [0, 1]);
    beginPart(source('leaver'), 2, [2]);
    pieces.left('leaver');
    for (const left of [[2], [2, 1], [2, 1]]) {
      pieces.forgetEmptiest();
      expect(forgotten).toEqual(left);
    }
  });

  it.each([
    ['memory for nothing', 0, 8],
    ['memory for nine and a half', 9.5 * pieceLength, 9],
  ])('is full with %s', (_what, mostOpenBytes, most) => {
    open({ mostOpenBytes });
    // What a mirror is asked for takes memory only while it arrives.
    pieces.begin(source('mirror', 'mirror'), 9, 0);
    for (let index = 0; index < most; index++) {
      expect(pieces.isFull).toBe(false);
      pieces.begin(source(`peer ${index}`), index, 0);
    }
    expect(pieces.isFull).toBe(true);
    pieces.close(0);
    expect(pieces.isFull).toBe(false);
  });

  it('has one alone take twice as long each time, until the piece is here', () => {
    suspect(0);
    let nowMs = 0;
    for (const patienceMs of [1, 2, 4].map((times) => times * minuteMs)) {
      const piece = pieces.begin(source(`slow ${nowMs}`), 0, nowMs);
      expect(pieces.isOverdue(piece, nowMs + patienceMs - 1)).toBe(false);
      nowMs += patienceMs;
      expect(pieces.isOverdue(piece, nowMs)).toBe(true);
    }
    pieces.arrived(0);
    const again = pieces.begin(source('another'), 0, nowMs);
    expect(pieces.isOverdue(again, nowMs + minuteMs)).toBe(true);
  });

  it('has nobody go on with a piece that ended', () => {
    const [a, b] = [source('a'), source('b')];
    const piece = pieces.begin(a, 0, 0);
    pieces.join(b, piece);
    expect([a.open.has(piece), b.open.has(piece), piece.owners.size]).toEqual([true, true, 2]);
    expect([pieces.close(0), pieces.close(0), pieces.arrived(7)]).toEqual([
      piece,
      undefined,
      undefined,
    ]);
    expect([a.open.size, b.open.size, pieces.size]).toEqual([0, 0, 0]);
  });

  it('lets go of what a source is asked for and keeps what it gave', () => {
    const a = source('ä');
    const piece = beginPart(a, 0, [0]);
    for (const index of [0, 1]) pieces.letGo('ä', index);
    pieces.letGo('stranger', 0);
    expect([piece.isUnattended, piece.missing, a.open.size]).toEqual([true, 2, 0]);
  });

  it('throws away what liars gave, but not of whole pieces, which are being judged', () => {
    const [part, whole] = [
      beginPart(source('liar'), 0, [0, 1]),
      beginPart(source('liar'), 1, [0, 1, 2]),
    ];
    pieces.discard(['nobody', 'liar']);
    expect([part.missing, whole.missing]).toEqual([3, 0]);
  });
});

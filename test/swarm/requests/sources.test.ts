import { describe, expect, it } from 'vitest';
import { OpenPiece } from '../../../src/swarm/requests/open-piece';
import { Source } from '../../../src/swarm/requests/source';
import { Sources } from '../../../src/swarm/requests/sources';

const piece = (index: number): OpenPiece => new OpenPiece(index, 1, false, 0);

describe('Source', () => {
  it.each([
    ['never', undefined, 0, false],
    ['until later', 10, 9, true],
    ['until now', 10, 10, false],
    ['for good', Infinity, 1e15, true],
  ])('has refused a piece %s', (_what, untilMs, nowMs, isRefused) => {
    const source = new Source('a', 'peer');
    if (untilMs !== undefined) source.refuse(3, untilMs);
    expect([source.isRefused(3, nowMs), source.isRefused(4, nowMs)]).toEqual([isRefused, false]);
  });

  it('is forgiven one piece at a time', () => {
    const source = new Source('a', 'mirror');
    for (const index of [0, 1]) source.refuse(index, Infinity);
    for (const index of [1, 2]) source.forgive(index);
    expect([0, 1, 2].map((index) => source.isRefused(index, 0))).toEqual([true, false, false]);
  });
});

describe('Sources', () => {
  it('keeps whoever is there, once', () => {
    const sources = new Sources();
    expect([sources.get('ü'), sources.add('ü', 'peer'), sources.add('ü', 'mirror')]).toEqual([
      undefined,
      true,
      false,
    ]);
    expect(sources.get('ü')).toMatchObject({ id: 'ü', kind: 'peer' });
    sources.delete('ü');
    sources.delete('ü');
    expect(sources.get('ü')).toBeUndefined();
  });

  it('counts what mirrors and strangers are asked for', () => {
    const sources = new Sources();
    expect([sources.claimed, sources.onTrial(() => false)]).toEqual([0, 0]);
    for (const [id, kind] of [
      ['m', 'mirror'],
      ['p', 'peer'],
      ['q', 'peer'],
    ] as const)
      sources.add(id, kind);
    const both = piece(0);
    for (const id of ['m', 'p']) sources.get(id)?.open.add(both);
    sources.get('m')?.open.add(piece(1));
    expect([sources.claimed, sources.onTrial((id) => id === 'm')]).toEqual([2, 1]);
    expect([[], ['p', 'gone'], ['m', 'p']].map((ids) => sources.mirrorsAmong(ids))).toEqual([
      0, 0, 1,
    ]);
    sources.letGo(both);
    expect([sources.claimed, sources.onTrial((id) => id === 'm')]).toEqual([1, 0]);
  });
});

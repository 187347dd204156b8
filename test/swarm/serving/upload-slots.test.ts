import { describe, expect, it } from 'vitest';
import { type Served, uploadSlots } from '../../../src/swarm/serving/upload-slots';
import { seededRandom } from '../../support/random';

function peer(id: string, more: Partial<Served> = {}): Served {
  return {
    id,
    interested: true,
    receivesBytesPerSec: 0,
    givesBytesPerSec: 0,
    isSeeder: false,
    unchoked: false,
    sinceUnchokeMs: 0,
    ...more,
  };
}

function choose(peers: readonly Served[], most: number, complete = false, seed = 1): string[] {
  return [...uploadSlots({ peers, most, complete, random: seededRandom(seed) })].sort();
}

const six = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('uploadSlots', () => {
  it.each([
    ['nobody', [], []],
    ['everybody who is interested', [peer('a'), peer('b', { interested: false })], ['a']],
    ['no seeder', [peer('a', { isSeeder: true }), peer('ü')], ['ü']],
    ['as many as there are slots', [peer('a'), peer('b'), peer('c')], ['a', 'b', 'c']],
  ])('serves %s', (_, peers, served) => {
    expect(choose(peers, 3)).toEqual(served);
  });

  it('never serves more than that', () => {
    expect(
      choose(
        six.map((id) => peer(id)),
        2,
      ),
    ).toHaveLength(2);
    expect(
      choose(
        six.map((id) => peer(id)),
        2,
        true,
      ),
    ).toHaveLength(2);
    expect(
      choose(
        six.map((id) => peer(id)),
        0,
      ),
    ).toEqual([]);
  });

  it('serves those who give most, and some more', () => {
    const peers = six.map((id, at) => peer(id, { givesBytesPerSec: at }));
    for (let seed = 0; seed < 20; seed++) {
      const served = choose(peers, 3, false, seed);
      expect(served).toHaveLength(3);
      expect(served).toEqual(expect.arrayContaining(['e', 'f']));
    }
  });

  it('gives each of those that wait a chance to be among them', () => {
    const peers = six.map((id, at) => peer(id, { givesBytesPerSec: at > 3 ? 1 : 0 }));
    const chosen = new Set<string>();
    for (let seed = 0; seed < 100; seed++)
      choose(peers, 3, false, seed).forEach((id) => chosen.add(id));
    expect([...chosen].sort()).toEqual(six);
  });

  it('lets in those first that have least', () => {
    const peers = six.map((id, at) => peer(id, { has: id === 'c' ? 0 : at + 1 }));
    expect(choose(peers, 2, true)).toEqual(['a', 'c']);
  });

  it.each([
    [5_000, ['a', 'b']],
    [25_000, ['c', 'd']],
  ])('when complete lets everybody have %i ms, then others', (sinceUnchokeMs, served) => {
    const peers = ['a', 'b', 'c', 'd'].map((id) =>
      peer(id, { unchoked: id < 'c', sinceUnchokeMs: id < 'c' ? sinceUnchokeMs : 0 }),
    );
    expect(choose(peers, 2, true)).toEqual(served);
  });

  it('gives a free slot away at once and takes none for it', () => {
    const peers = [
      peer('a', { unchoked: true, sinceUnchokeMs: 1_000 }),
      peer('b', { unchoked: true, sinceUnchokeMs: 1_000, interested: false }),
      peer('c'),
    ];
    expect(choose(peers, 2, true)).toEqual(['a', 'c']);
  });
});

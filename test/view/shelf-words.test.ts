import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/problem';
import type { Removal, ShelfItem, ShelfPhase } from '../../src/shelf/shelf-state';
import {
  comparedWords,
  givenWords,
  nameOrHash,
  phaseWords,
  removalWords,
  totalWords,
} from '../../src/view/shelf-words';

const anItem: ShelfItem = {
  infoHash: '0123456789'.repeat(4),
  kind: 'held',
  page: 'magnet:?',
  name: '総和.iso',
  size: 200,
  heldBytes: 200,
  givenBytes: 0,
  state: 'seeding',
  phase: 'giving',
  hashedBytes: undefined,
  savedBytes: undefined,
  peers: 0,
  uploadSpeed: 0,
  verdict: undefined,
  canSave: false,
  saved: false,
  notes: [],
  problem: undefined,
};
const item = (change: Partial<ShelfItem>): ShelfItem => ({ ...anItem, ...change });

describe('phaseWords', () => {
  it.each<[Partial<ShelfItem>, string]>([
    [{ peers: 0 }, 'Passing it on: 0 peers, 0 bytes/s'],
    [{ peers: 1, uploadSpeed: 1_200_000 }, 'Passing it on: 1 peer, 1.2 MB/s'],
    [{ phase: 'checking', hashedBytes: 0 }, 'Computing the checksum: 0 %'],
    [{ phase: 'checking', hashedBytes: 199 }, 'Computing the checksum: 99 %'],
    [{ phase: 'checking', size: undefined }, 'Computing the checksum: 0 %'],
    [{ phase: 'not-given' }, 'Complete. Nobody gets it from this tab.'],
    [
      { phase: 'not-given', notes: ['ratio-reached'] },
      'This file has been given as often as your settings allow, so no more of it is given.',
    ],
    [
      { phase: 'failed', problem: new Problem('pieces/full') },
      'There is no room left for this file.',
    ],
    [{ phase: 'stuck' }, 'It stopped.'],
    [
      { phase: 'evicted' },
      'The browser removed what was stored of this file. Open its page to fetch it again.',
    ],
  ])('%j', (change, words) => {
    expect(phaseWords(item(change))).toBe(words);
  });

  it.each<ShelfPhase>([
    'starting',
    'receiving',
    'paused',
    'left',
    'waiting',
    'withheld',
    'no-link',
  ])('says something of its own when %s', (phase) => {
    expect(phaseWords(item({ phase }))).not.toBe(phaseWords(item({ phase: 'evicted' })));
    expect(phaseWords(item({ phase }))).toMatch(/[.…]$/);
  });
});

describe('comparedWords', () => {
  it.each<[Partial<ShelfItem>, string]>([
    [{}, 'Not compared in this visit'],
    [{ phase: 'checking' }, 'Being computed…'],
    [{ phase: 'receiving' }, 'Not compared yet'],
    [{ kind: 'published' }, 'Your own file'],
    [{ verdict: { kind: 'nothing-to-check' } }, '? There is nothing to compare it with yet'],
  ])('%j', (change, words) => {
    expect(comparedWords(item(change))).toBe(words);
  });
});

describe('givenWords', () => {
  it.each<[Partial<ShelfItem>, string]>([
    [{}, '0 bytes (ratio 0.00)'],
    [{ givenBytes: 1, size: 200_000 }, '1 byte (ratio less than 0.01)'],
    [{ givenBytes: 100 }, '100 bytes (ratio 0.50)'],
    [{ givenBytes: 2_500, size: 1_000 }, '2.5 kB (ratio 2.50)'],
    [{ givenBytes: 5, size: undefined }, '5 bytes'],
    [{ givenBytes: 5, size: 0 }, '5 bytes'],
  ])('%j', (change, words) => {
    expect(givenWords(item(change))).toBe(words);
  });
});

describe('totalWords', () => {
  const gigabytes = item({ heldBytes: 650_000_000 });
  it.each([
    [[], undefined, '0 bytes held'],
    [[], { used: 0, left: 0 }, '0 bytes held, 0 bytes left here'],
    [[gigabytes, gigabytes], { used: 1, left: 12e9 }, '1.3 GB held, 12 GB left here'],
  ])('of %#', (items, room, words) => {
    expect(totalWords(items, room)).toBe(words);
  });
});

describe('names', () => {
  it('tells releases without one apart', () => {
    expect(nameOrHash(item({ name: undefined }))).toBe('torrent 01234567');
    expect(nameOrHash(item({ name: '' }))).toBe('');
  });

  const removal = (change: Partial<Removal>): Removal => ({
    ...anItem,
    bytes: 2_000_000,
    outcome: 'freed',
    ...change,
  });
  it.each([
    [removal({ outcome: 'removing' }), 'Removing “総和.iso”…'],
    [removal({ outcome: 'freeing' }), '“総和.iso” was removed. The browser is freeing its 2 MB…'],
    [
      removal({ outcome: 'later' }),
      '“総和.iso” was removed. The browser gives back its 2 MB when this tab is closed or loaded anew, or sooner.',
    ],
    [removal({}), '“総和.iso” was removed. Now 12 GB are left here.'],
    [removal({ name: 'a” “b\u202E\n' }), '“a b” was removed. Now 12 GB are left here.'],
    [
      removal({ name: 'a'.repeat(5_000) }),
      `“${'a'.repeat(100)}…” was removed. Now 12 GB are left here.`,
    ],
  ])('can’t pose as anything else in the sentence %#', (removed, words) => {
    expect(removalWords(removed, { used: 0, left: 12e9 })).toBe(words);
  });

  it('does not say how much is left where the browser does not', () => {
    expect(removalWords(removal({}), undefined)).toBe('“総和.iso” was removed.');
  });
});

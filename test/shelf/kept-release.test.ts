import { beforeAll, describe, expect, it } from 'vitest';
import { formatLink } from '../../src/link/format-link';
import { blankRecord, type ReleaseRecord } from '../../src/pieces/release-record';
import { buildInfo } from '../../src/release/build-torrent';
import type { TorrentMetadata } from '../../src/release/torrent-metadata';
import { byTime, isOnShelf, keptRelease, type KeptRelease } from '../../src/shelf/kept-release';

const rules = { loopbackAllowed: false };
const pieceLength = 16_384;
/** Two whole pieces and one of a byte. */
const length = 2 * pieceLength + 1;
let metadata: TorrentMetadata;
let record: ReleaseRecord;
let link: string;

beforeAll(async () => {
  const pieceHashes = new Uint8Array(60);
  metadata = await buildInfo({ name: '総和.iso', length, pieceLength, pieceHashes });
  link = formatLink({
    infoHash: metadata.infoHash,
    digests: [],
    name: 'from the link.iso',
    size: length,
    trackers: ['wss://t.example/'],
    mirrors: [],
    torrentUrls: [],
    pieceLength,
    info: undefined,
  });
  const agreed = { mode: 'swarm', addresses: [] } as const;
  const info = metadata.infoBytes;
  record = { ...blankRecord(metadata.infoHash), link, info, agreed, since: 5, hadPieces: true };
});

describe('keptRelease', () => {
  it('says what is stored of it', async () => {
    expect(await keptRelease(record, [0, 2], rules)).toEqual({
      infoHash: metadata.infoHash,
      link,
      name: '総和.iso',
      size: length,
      heldBytes: pieceLength + 1,
      since: 5,
      agreed: true,
      withheld: false,
      evicted: false,
    });
  });

  it.each<[readonly number[], number]>([
    [[], 0],
    [[2], 1],
    [[0, 1, 2], length],
    // What no such file has can't be of it.
    [[0, 1, 2, 3, 800_000], length],
  ])('counts the bytes of pieces %j', async (held, bytes) => {
    expect((await keptRelease(record, held, rules)).heldBytes).toBe(bytes);
  });

  it('reads name and size from the link, as long as there is nothing better', async () => {
    const kept = await keptRelease({ ...record, info: undefined }, [1], rules);
    expect(kept).toMatchObject({ name: 'from the link.iso', size: length, heldBytes: pieceLength });
    const other = await keptRelease({ ...record, info: new Uint8Array([1]) }, [], rules);
    expect(other.name).toBe('from the link.iso');
  });

  it.each([
    ['there is none', undefined],
    ['it is empty', ''],
    ['it is no link', 'javascript:alert(1)'],
    ['it is of another release', `magnet:?xt=urn:btih:${'b'.repeat(40)}`],
    ['it is too long', `magnet:?xt=urn:btih:${'b'.repeat(40)}&dn=${'a'.repeat(100_000)}`],
  ])('has no link when %s', async (_what, stored) => {
    const kept = await keptRelease({ ...record, link: stored }, [0], rules);
    expect(kept.link).toBeUndefined();
    expect(kept.name).toBe('総和.iso');
    const old = await keptRelease({ ...record, link: stored, info: undefined }, [0], rules);
    expect(old).toMatchObject({ name: undefined, size: undefined });
    expect(old.heldBytes).toBeGreaterThan(0);
  });

  it('rebuilds the link: what has no place in one is gone', async () => {
    const stored = `${link}&x.more=1&tr=http%3A%2F%2F10.0.0.1%2F`;
    expect((await keptRelease({ ...record, link: stored }, [], rules)).link).toBe(link);
  });

  it('tells what the browser removed from what never came', async () => {
    expect((await keptRelease(record, [], rules)).evicted).toBe(true);
    expect((await keptRelease({ ...record, hadPieces: false }, [], rules)).evicted).toBe(false);
  });
});

describe('isOnShelf', () => {
  const kept = (change: Partial<KeptRelease>): KeptRelease => ({
    infoHash: 'a'.repeat(40),
    link: undefined,
    name: undefined,
    size: undefined,
    heldBytes: 0,
    since: undefined,
    agreed: false,
    withheld: false,
    evicted: false,
    ...change,
  });

  it.each<[string, Partial<KeptRelease>, boolean]>([
    ['nothing', {}, false],
    ['a byte', { heldBytes: 1 }, true],
    ['an agreement', { agreed: true }, true],
    ['what the browser removed', { evicted: true }, true],
  ])('holds %s: %#', (_what, change, is) => {
    expect(isOnShelf(kept(change))).toBe(is);
  });

  it('lists the latest first, and those without a time last', () => {
    const times = [undefined, 1, 3, 0, 2];
    const sorted = times.map((since) => kept({ since })).sort(byTime);
    expect(sorted.map(({ since }) => since)).toEqual([3, 2, 1, 0, undefined]);
  });
});

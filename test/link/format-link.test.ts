import fc from 'fast-check';
import decodeMagnet from 'magnet-uri';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/bytes';
import { formatLink, formatShareUrl } from '../../src/link/format-link';
import { parseLink } from '../../src/link/parse-link';
import type { LinkDigestAlgorithm, ShareLink } from '../../src/link/share-link';
import { bare, hash, linkWith } from './links';

const full = linkWith({
  digests: [
    { algorithm: 'sha256', hex: 'ab'.repeat(32) },
    { algorithm: 'md5', hex: 'cd'.repeat(16) },
  ],
  name: 'Grüße & Küsse (1).iso',
  size: 278_920_704,
  trackers: ['wss://t.example/announce?a=b&c=d'],
  mirrors: ['https://a.example/a+b', 'https://b.example/%20'],
  torrentUrls: ['https://a.example/a.torrent'],
  pieceLength: 262_144,
  info: new Uint8Array([0xff, 0xef, 0xbe]),
});

describe('formatLink', () => {
  it('writes a bare link', () => {
    expect(formatLink(linkWith())).toBe(bare);
  });

  it('writes every parameter in its place', () => {
    expect(formatLink(full)).toBe(
      `${bare}&xt=urn:sha256:${'ab'.repeat(32)}&xt=urn:md5:${'cd'.repeat(16)}` +
        '&dn=Gr%C3%BC%C3%9Fe%20%26%20K%C3%BCsse%20%281%29.iso&xl=278920704' +
        '&tr=wss%3A%2F%2Ft.example%2Fannounce%3Fa%3Db%26c%3Dd' +
        '&ws=https%3A%2F%2Fa.example%2Fa%2Bb&ws=https%3A%2F%2Fb.example%2F%2520' +
        '&xs=https%3A%2F%2Fa.example%2Fa.torrent&x.pl=262144&x.info=%5F---',
    );
  });

  it.each([
    ['\'"()*!~_<>[]{}|\\^`', '%27%22%28%29%2A%21%7E%5F%3C%3E%5B%5D%7B%7D%7C%5C%5E%60'],
    ['a.b.', 'a.b%2E'],
    ['...', '..%2E'],
    ['a-b', 'a-b'],
    ['\n\0', '%0A%00'],
    ['\ud83d', '%EF%BF%BD'],
  ])('escapes %j', (name, escaped) => {
    expect(formatLink(linkWith({ name }))).toBe(`${bare}&dn=${escaped}`);
  });

  it('is read by magnet-uri', () => {
    expect(decodeMagnet(formatLink(full))).toMatchObject({
      infoHash: hash,
      dn: full.name,
      xl: '278920704',
      xs: full.torrentUrls[0],
      announce: full.trackers,
      urlList: full.mirrors,
    });
  });
});

describe('formatShareUrl', () => {
  it.each([
    ['https://host.example/', `https://host.example/#${bare}`],
    ['https://host.example/app/?a=b#/publish', `https://host.example/app/?a=b#${bare}`],
    ['http://localhost:5173/#magnet:?xt=#', `http://localhost:5173/#${bare}`],
  ])('in %s', (page, url) => {
    expect(formatShareUrl(linkWith(), page)).toBe(url);
  });

  it('survives the address bar', () => {
    const url = formatShareUrl(full, 'https://host.example/');
    expect(new URL(url).href).toBe(url);
    expect(parseLink(new URL(url).hash, { loopbackAllowed: false })).toEqual(full);
  });
});

describe('parseLink and formatLink', () => {
  const hex = (size: number): fc.Arbitrary<string> =>
    fc.uint8Array({ minLength: size, maxLength: size }).map(toHex);
  const digest = fc
    .constantFrom<[LinkDigestAlgorithm, number][]>(
      ['sha256', 32],
      ['sha512', 64],
      ['sha1', 20],
      ['md5', 16],
    )
    .chain(([algorithm, size]) => hex(size).map((value) => ({ algorithm, hex: value })));
  const name = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
    fc.string({
      unit: fc.constantFrom('&', '=', '#', '+', '%', '%20', ' ', ';', '_', '.', 'ü', '💾', '\0'),
      minLength: 1,
      maxLength: 20,
    }),
  );
  const urls = (scheme: string): fc.Arbitrary<string[]> =>
    fc.uniqueArray(
      fc
        .tuple(fc.domain(), fc.webPath(), fc.webQueryParameters())
        .map(([host, path, query]) => new URL(`${scheme}://${host}${path}?${query}`).href),
      { maxLength: 4 },
    );
  const link: fc.Arbitrary<ShareLink> = fc.record({
    infoHash: hex(20),
    digests: fc.uniqueArray(digest, { selector: ({ algorithm }) => algorithm }),
    name: fc.option(name, { nil: undefined }),
    size: fc.option(fc.maxSafeNat(), { nil: undefined }),
    trackers: urls('wss'),
    mirrors: urls('https'),
    torrentUrls: urls('https'),
    pieceLength: fc.option(
      fc.integer({ min: 14, max: 26 }).map((power) => 2 ** power),
      { nil: undefined },
    ),
    info: fc.option(fc.uint8Array({ minLength: 1, maxLength: 100 }), { nil: undefined }),
  });

  it('lead back to the same link', () => {
    fc.assert(
      fc.property(link, (original) => {
        const text = formatLink(original);
        expect(parseLink(text, { loopbackAllowed: false })).toEqual(original);
        expect(text).toMatch(/^magnet:\?[A-Za-z0-9.:=&%-]*[A-Za-z0-9-]$/);
      }),
    );
  });

  it('settle after one pass over any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const first = formatLink(parseLink(`${bare}&dn=${text}`, { loopbackAllowed: true }));
        expect(formatLink(parseLink(first, { loopbackAllowed: true }))).toBe(first);
      }),
      { examples: [['a&xl=5'], ['%zz'], ['+'], ['\ud83d']] },
    );
  });
});

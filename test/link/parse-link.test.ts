import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../src/base/bytes';
import { Problem } from '../../src/base/problem';
import { parseLink } from '../../src/link/parse-link';
import type { ShareLink } from '../../src/link/share-link';
import { bare, hash, linkWith, otherHash } from './links';

const remote = { loopbackAllowed: false };
const sha256 = 'ab'.repeat(32);
const sha512 = 'cd'.repeat(64);
const sha1 = 'ef'.repeat(20);
const md5 = '94276421fa963122a4e434d3b14fdc01';

describe('parseLink accepts', () => {
  const accepted: [string, string, ShareLink][] = [
    ['a bare magnet', bare, linkWith()],
    ['a fragment', `#${bare}`, linkWith()],
    ['a whole URL', `https://host.example/app/?q#${bare}`, linkWith()],
    ['white space around it', ` \n${bare}\r\n`, linkWith()],
    ['capitals', `MAGNET:?XT=URN:BTIH:${hash.toUpperCase()}`, linkWith()],
    ['base32', 'magnet:?xt=urn:btih:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH', linkWith()],
    ['the same info hash twice', `${bare}&xt=urn:btih:${hash.toUpperCase()}`, linkWith()],
    ['a hybrid torrent', `magnet:?xt=urn:btmh:1220${sha256}&xt=urn:btih:${hash}`, linkWith()],
    ['escaped colons', `magnet:?xt=urn%3Abtih%3A${hash}`, linkWith()],
    ['an indexed name', `magnet:?xt.1=urn:btih:${hash}&dn.2=a`, linkWith({ name: 'a' })],
    ['a link copied out of HTML', `${bare}&amp;xl=5`, linkWith({ size: 5 })],
    ['empty parameters', `${bare}&&=&dn&`, linkWith()],
    ['unknown topics', `${bare}&xt=urn:tree:tiger:abc&xt=nonsense&xt=`, linkWith()],
    [
      'unknown parameters',
      `${bare}&x.pe=10.0.0.1:80&so=0-5&kt=a+b&as=https%3A%2F%2Fa.example&__proto__=1&constructor=2`,
      linkWith(),
    ],
    [
      'all digests, in their order',
      `${bare}&xt=urn:md5:${md5}&xt=urn:sha256:${sha256.toUpperCase()}&xt=urn:sha512:${sha512}&xt=urn:sha1:${sha1}&xt=urn:sha256:${sha256}`,
      linkWith({
        digests: [
          { algorithm: 'md5', hex: md5 },
          { algorithm: 'sha256', hex: sha256 },
          { algorithm: 'sha512', hex: sha512 },
          { algorithm: 'sha1', hex: sha1 },
        ],
      }),
    ],
    [
      'SHA-1 in base32',
      `${bare}&xt=urn:sha1:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH`,
      linkWith({ digests: [{ algorithm: 'sha1', hex: hash }] }),
    ],
    ['no bytes', `${bare}&xl=0`, linkWith({ size: 0 })],
    ['the largest size', `${bare}&xl=9007199254740991`, linkWith({ size: 2 ** 53 - 1 })],
    ['the same size twice', `${bare}&xl=7&xl=7`, linkWith({ size: 7 })],
    ['the smallest pieces', `${bare}&x.pl=16384`, linkWith({ pieceLength: 16_384 })],
    ['the largest pieces', `${bare}&X.PL=67108864`, linkWith({ pieceLength: 67_108_864 })],
    ['info', `${bare}&x.info=ZGU`, linkWith({ info: new TextEncoder().encode('de') })],
  ];
  it.each(accepted)('%s', (_, text, link) => {
    expect(parseLink(text, remote)).toEqual(link);
  });

  it('8 KiB of info', () => {
    const info = new Uint8Array(8192).fill(0xff);
    expect(parseLink(`${bare}&x.info=${toBase64Url(info)}`, remote).info).toEqual(info);
  });
});

describe('parseLink refuses', () => {
  const refused: [string, string, string][] = [
    ['nothing', '', 'link/not-a-share-link'],
    ['a lone #', '#', 'link/not-a-share-link'],
    ['a page', '#/publish', 'link/not-a-share-link'],
    ['another site', 'https://host.example/', 'link/not-a-share-link'],
    ['a magnet in the query', `https://host.example/?u=${bare}`, 'link/not-a-share-link'],
    ['no question mark', 'magnet:xt=urn:btih:', 'link/not-a-share-link'],
    ['another scheme', `stream-${bare}`, 'link/not-a-share-link'],
    ['a second fragment', `https://a.example/#x#${bare}`, 'link/not-a-share-link'],
    ['too much', `${bare}&dn=${'a'.repeat(65_536)}`, 'link/too-long'],
    ['too much white space', ' '.repeat(65_537), 'link/too-long'],
    ['no parameters', 'magnet:?', 'link/no-info-hash'],
    ['a name only', 'magnet:?dn=a', 'link/no-info-hash'],
    ['an empty topic', 'magnet:?xt=', 'link/no-info-hash'],
    ['a digest only', `magnet:?xt=urn:sha256:${sha256}`, 'link/no-info-hash'],
    ['version 2 only', `magnet:?xt=urn:btmh:1220${sha256}`, 'link/no-info-hash'],
    ['a hash without urn', `magnet:?xt=${hash}`, 'link/no-info-hash'],
    ['another urn', `magnet:?xt=urn:btih2:${hash}`, 'link/no-info-hash'],
    ['an empty hash', 'magnet:?xt=urn:btih:', 'link/bad-info-hash'],
    ['39 digits', `magnet:?xt=urn:btih:${hash.slice(1)}`, 'link/bad-info-hash'],
    ['41 digits', `magnet:?xt=urn:btih:${hash}0`, 'link/bad-info-hash'],
    ['a letter too far', `magnet:?xt=urn:btih:g${hash.slice(1)}`, 'link/bad-info-hash'],
    ['a space before', `magnet:?xt=urn:btih:%20${hash.slice(1)}`, 'link/bad-info-hash'],
    ['wide digits', `magnet:?xt=urn:btih:１${hash.slice(1)}`, 'link/bad-info-hash'],
    ['bad base32', `magnet:?xt=urn:btih:${'1'.repeat(32)}`, 'link/bad-info-hash'],
    ['40 letters of base32', `magnet:?xt=urn:btih:${'z'.repeat(40)}`, 'link/bad-info-hash'],
    ['markup', 'magnet:?xt=urn:btih:<img src=x onerror=alert(1)>', 'link/bad-info-hash'],
    ['two hashes', `${bare}&xt=urn:btih:${otherHash}`, 'link/bad-info-hash'],
    ['a good and a bad hash', `${bare}&xt=urn:btih:0`, 'link/bad-info-hash'],
    ['a bad escape', 'magnet:?xt=urn:btih:%zz', 'link/bad-info-hash'],
    ['a bad escape in a topic', `${bare}&xt=urn:sha256:%zz`, 'link/bad-digest'],
    ['a short SHA-256', `${bare}&xt=urn:sha256:${sha256.slice(2)}`, 'link/bad-digest'],
    ['a long SHA-256', `${bare}&xt=urn:sha256:${sha256}00`, 'link/bad-digest'],
    ['an empty SHA-256', `${bare}&xt=urn:sha256:`, 'link/bad-digest'],
    ['SHA-512 as SHA-256', `${bare}&xt=urn:sha256:${sha512}`, 'link/bad-digest'],
    ['SHA-256 not hexadecimal', `${bare}&xt=urn:sha256:${'g'.repeat(64)}`, 'link/bad-digest'],
    ['a short SHA-512', `${bare}&xt=urn:sha512:${sha256}`, 'link/bad-digest'],
    ['a short SHA-1', `${bare}&xt=urn:sha1:${md5}`, 'link/bad-digest'],
    ['MD5 in base32', `${bare}&xt=urn:md5:${'a'.repeat(26)}`, 'link/bad-digest'],
    [
      'two SHA-256',
      `${bare}&xt=urn:sha256:${sha256}&xt=urn:sha256:${'0'.repeat(64)}`,
      'link/bad-digest',
    ],
    ['a bad digest from HTML', `${bare}&amp;xt=urn:sha256:0`, 'link/bad-digest'],
    ['a bad digest, shouted', `${bare}&XT=URN:SHA256:0`, 'link/bad-digest'],
    ['an empty size', `${bare}&xl=`, 'link/bad-size'],
    ['a negative size', `${bare}&xl=-1`, 'link/bad-size'],
    ['half a byte', `${bare}&xl=1.5`, 'link/bad-size'],
    ['a hexadecimal size', `${bare}&xl=0x10`, 'link/bad-size'],
    ['an unsafe size', `${bare}&xl=9007199254740992`, 'link/bad-size'],
    ['a bad escape in the size', `${bare}&xl=%`, 'link/bad-size'],
    ['two sizes', `${bare}&xl=1&xl=2`, 'link/bad-size'],
    ['a readable and a broken size', `${bare}&xl=1&xl=%`, 'link/bad-size'],
    ['no piece length', `${bare}&x.pl=0`, 'link/bad-piece-length'],
    ['a small piece length', `${bare}&x.pl=8192`, 'link/bad-piece-length'],
    ['a large piece length', `${bare}&x.pl=134217728`, 'link/bad-piece-length'],
    ['an odd piece length', `${bare}&x.pl=100000`, 'link/bad-piece-length'],
    ['two piece lengths', `${bare}&x.pl=16384&x.pl=32768`, 'link/bad-piece-length'],
    ['empty info', `${bare}&x.info=`, 'link/bad-info'],
    ['ordinary base64', `${bare}&x.info=ab%2B%2F`, 'link/bad-info'],
    ['padded base64', `${bare}&x.info=ZGU%3D`, 'link/bad-info'],
    ['one letter of base64', `${bare}&x.info=Z`, 'link/bad-info'],
    ['9 KiB of info', `${bare}&x.info=${'A'.repeat(12_288)}`, 'link/bad-info'],
    ['two infos', `${bare}&x.info=ZGU&x.info=bGU`, 'link/bad-info'],
  ];
  it.each(refused)('%s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('8 KiB and a byte of info', () => {
    expect(codeOf(`${bare}&x.info=${toBase64Url(new Uint8Array(8193))}`)).toBe('link/bad-info');
  });
});

describe('parseLink and names', () => {
  it.each([
    ['dn=', undefined],
    ['dn', undefined],
    ['dn=a', 'a'],
    ['dn=a+b%20c%2Bd', 'a b c+d'],
    ['dn=Gr%C3%BC%C3%9Fe.iso', 'Grüße.iso'],
    ['dn=Grüße.iso', 'Grüße.iso'],
    ['dn=C#.iso', 'C#.iso'],
    ['dn=a=b', 'a=b'],
    ['dn=%F0%9F%92%BE', '💾'],
    ['dn=%zz', undefined],
    ['dn=%FF', undefined],
    ['dn=%zz&dn=b', 'b'],
    ['dn=&dn=b', 'b'],
    ['dn=a&dn=b', 'a'],
    ['dn=%3Cimg%20src=x%20onerror=alert(1)%3E', '<img src=x onerror=alert(1)>'],
    ['dn=..%2F..%2Fetc%2Fpasswd', '../../etc/passwd'],
    ['dn=%20', ' '],
    ['dn=a\ud83d', 'a\ufffd'],
    [`dn=${'a'.repeat(1025)}`, 'a'.repeat(1024)],
    [`dn=${'💾'.repeat(1025)}`, '💾'.repeat(1024)],
  ])('%.40s', (parameter, name) => {
    expect(parseLink(`${bare}&${parameter}`, remote).name).toBe(name);
  });
});

describe('parseLink and addresses', () => {
  const hostile = [
    'javascript%3Aalert(1)',
    'data%3A%2C',
    'file%3A%2F%2F%2Fetc%2Fpasswd',
    'http%3A%2F%2Fa.example',
    'udp%3A%2F%2Fa.example%3A80',
    'https%3A%2F%2F192.168.0.1%2F',
    'wss%3A%2F%2F192.168.0.1%2F',
    'https%3A%2F%2Flocalhost%2F',
    'wss%3A%2F%2Flocalhost%2F',
    'https%3A%2F%2Fu:p@a.example',
    '%zz',
    '',
    `https%3A%2F%2Fa.example%2F${'a'.repeat(2048)}`,
  ];

  it.each(['tr', 'ws', 'xs', 'tr.1', 'WS'])('drops hostile ones in %s', (name) => {
    const text = hostile.map((value) => `&${name}=${value}`).join('');
    expect(parseLink(bare + text, remote)).toEqual(linkWith());
  });

  it('keeps good ones, once each, in order', () => {
    const text =
      '&tr=wss%3A%2F%2Ft.example%2Fannounce&tr.1=wss://t.example/announce#x&tr=wss://b.example' +
      '&ws=https%3A%2F%2Fa.example%2Fa+b%3Fx%3D1%26y%3D2&ws=ftp%3A%2F%2Fa.example&xs=https://a.example/a.torrent?a=b';
    expect(parseLink(bare + text, remote)).toEqual(
      linkWith({
        trackers: ['wss://t.example/announce', 'wss://b.example/'],
        mirrors: ['https://a.example/a+b?x=1&y=2'],
        torrentUrls: ['https://a.example/a.torrent?a=b'],
      }),
    );
  });

  it('keeps twenty of a kind, not counting bad ones', () => {
    const urls = Array.from({ length: 25 }, (_, i) => `https://m${i}.example/`);
    const text = urls.map((url) => `&ws=ftp://x.example&ws=${url}`).join('');
    expect(parseLink(bare + text, remote).mirrors).toEqual(urls.slice(0, 20));
  });

  it('takes loopback only when the page is there', () => {
    const text = `${bare}&tr=ws://localhost:1/announce&ws=http://127.0.0.1:2/f`;
    expect(parseLink(text, { loopbackAllowed: true })).toEqual(
      linkWith({ trackers: ['ws://localhost:1/announce'], mirrors: ['http://127.0.0.1:2/f'] }),
    );
    expect(parseLink(text, remote)).toEqual(linkWith());
  });
});

/** The code of the problem that `text` leads to; anything else that is thrown passes. */
function codeOf(text: string): string {
  try {
    parseLink(text, remote);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'accepted';
}

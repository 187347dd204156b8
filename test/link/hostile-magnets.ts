import type { ShareLink } from '../../src/link/share-link';
import { bare, hash, otherHash } from './links';

const sha256 = 'ab'.repeat(32);
const base32 = 'AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH';
const markup = '<img src=x onerror=alert(1)>';

/** Addresses that no page may ask anything of, in parameters that a page would ask. */
export const badAddresses: readonly string[] = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://a.example/1',
  'file:///etc/passwd',
  'ftp://a.example/a.iso',
  'udp://a.example:1337/announce',
  'http://a.example/a.iso',
  'ws://a.example/announce',
  '//a.example/a.iso',
  'a.iso',
  'https://',
  'https://10.0.0.1/a.iso',
  'https://192.168.1.1/admin?reboot=1',
  'https://169.254.169.254/latest/meta-data/',
  'https://0x0a000001/',
  'https://167772161/',
  'https://[fd00::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://router/',
  'https://printer.local/',
  'https://wiki.corp/',
  'wss://192.168.1.1/announce',
  'wss://router/announce',
  'https://user:password@a.example/a.iso',
  `https://a.example/${'a'.repeat(3000)}`,
];

/** The parameters that would lead somewhere, in this page or another program. */
export const leadingParameters: readonly string[] = ['tr', 'ws', 'xs', 'as', 'kt', 'mt', 'x.pe'];

/** What it is, a magnet, and the code of the problem that it must end in. */
export const refusedMagnets: readonly (readonly [kind: string, magnet: string, code: string])[] = [
  ['no parameters', 'magnet:?', 'link/no-info-hash'],
  ['only a name', `magnet:?dn=${markup}`, 'link/no-info-hash'],
  ['only a mirror', 'magnet:?ws=https://192.168.1.1/', 'link/no-info-hash'],
  ['only another urn', `magnet:?xt=urn:btih2:${hash}`, 'link/no-info-hash'],
  ['version 2', `magnet:?xt=urn:btmh:1220${sha256}`, 'link/no-info-hash'],
  ['an equals sign for the urn', `magnet:?xt=urn=btih:${hash}`, 'link/no-info-hash'],
  ['a hash that is markup', `magnet:?xt=urn:btih:${markup}`, 'link/bad-info-hash'],
  ['a hash that is a path', 'magnet:?xt=urn:btih:../../../etc/passwd', 'link/bad-info-hash'],
  ['half a hash', `magnet:?xt=urn:btih:${hash.slice(20)}`, 'link/bad-info-hash'],
  ['a hash and more', `${bare}%00`, 'link/bad-info-hash'],
  [
    'a hash with a line break in it',
    `magnet:?xt=urn:btih:${hash.slice(1)}%0A`,
    'link/bad-info-hash',
  ],
  [
    'a hash of Cyrillic letters',
    `magnet:?xt=urn:btih:${hash.replaceAll('a', 'а')}`,
    'link/bad-info-hash',
  ],
  ['base32 with a 1', `magnet:?xt=urn:btih:${base32.replace('A', '1')}`, 'link/bad-info-hash'],
  ['base32 with padding', `magnet:?xt=urn:btih:${base32}%3D%3D`, 'link/bad-info-hash'],
  ['two info hashes', `${bare}&xt=urn:btih:${otherHash}`, 'link/bad-info-hash'],
  [
    'two, one in base32',
    `magnet:?xt=urn:btih:${base32}&xt=urn:btih:${otherHash}`,
    'link/bad-info-hash',
  ],
  [
    'two, with indices',
    `magnet:?xt.1=urn:btih:${hash}&xt.2=urn:btih:${otherHash}`,
    'link/bad-info-hash',
  ],
  ['a hash with a bad escape', `magnet:?xt=urn:btih:%${hash}`, 'link/bad-info-hash'],
  ['a digest with a bad escape', `${bare}&xt=urn:sha256:%ZZ`, 'link/bad-digest'],
  ['half a digest', `${bare}&xt=urn:sha256:${sha256.slice(32)}`, 'link/bad-digest'],
  ['a digest of nothing', `${bare}&xt=urn:sha256:`, 'link/bad-digest'],
  ['a digest that is markup', `${bare}&xt=urn:sha256:${markup}`, 'link/bad-digest'],
  [
    'two digests',
    `${bare}&xt=urn:sha256:${sha256}&xt=urn:sha256:${'0'.repeat(64)}`,
    'link/bad-digest',
  ],
  ['a negative size', `${bare}&xl=-1`, 'link/bad-size'],
  ['a size that no file has', `${bare}&xl=99999999999999999999`, 'link/bad-size'],
  ['a size with an exponent', `${bare}&xl=1e9`, 'link/bad-size'],
  ['a size that is no number', `${bare}&xl=NaN`, 'link/bad-size'],
  ['a size with a second equals sign', `${bare}&xl=1=2`, 'link/bad-size'],
  ['a size with a bad escape', `${bare}&xl=%E0%A4%A`, 'link/bad-size'],
  ['two sizes', `${bare}&xl=1&xl=2`, 'link/bad-size'],
  ['a file of no bytes', `${bare}&xl=0`, 'release/empty'],
  ['pieces of no bytes', `${bare}&x.pl=0`, 'link/bad-piece-length'],
  ['pieces of 3 bytes', `${bare}&x.pl=3`, 'link/bad-piece-length'],
  ['two piece lengths', `${bare}&x.pl=16384&x.pl=32768`, 'link/bad-piece-length'],
  ['an info that is markup', `${bare}&x.info=${markup}`, 'link/bad-info'],
  ['an info of nothing', `${bare}&x.info=`, 'link/bad-info'],
  ['an info of 24 KB', `${bare}&x.info=${'A'.repeat(32_768)}`, 'link/bad-info'],
  ['two infos', `${bare}&x.info=ZGU&x.info=bGU`, 'link/bad-info'],
  ['100,000 characters', `${bare}&dn=${'a'.repeat(100_000)}`, 'link/too-long'],
  ['100,000 parameters', `${bare}${'&'.repeat(100_000)}`, 'link/too-long'],
];

/** What it is, a magnet, and what is left of it beside the info hash. */
export const strippedMagnets: readonly (readonly [
  kind: string,
  magnet: string,
  rest: Partial<ShareLink>,
])[] = [
  ...badAddresses.map((url) => {
    const parameters = leadingParameters.map((name) => `&${name}=${encodeURIComponent(url)}`);
    return [`to ${url}`, bare + parameters.join(''), {}] as const;
  }),
  [
    'an address that is not escaped',
    `${bare}&ws=https://a.example/?a=b`,
    { mirrors: ['https://a.example/?a=b'] },
  ],
  ['an address that is not escaped and private', `${bare}&ws=https://192.168.1.1/?a=b=c`, {}],
  ['an address with bad escapes', `${bare}&ws=https%3A%2F%2Fa.example%2F%ZZ&tr=%&xs=%E0%A4%A`, {}],
  ['an address escaped twice', `${bare}&ws=https%253A%252F%252Fa.example%252F`, {}],
  ['peers to connect to', `${bare}&x.pe=127.0.0.1:6881&x.pe=%5B::1%5D:6881`, {}],
  ['files to select', `${bare}&so=0-4294967295`, {}],
  ['markup as name', `${bare}&dn=${markup}`, { name: markup }],
  ['two names', `${bare}&dn=a.iso&dn=b.exe`, { name: 'a.iso' }],
  ['a name with two equals signs', `${bare}&dn=a=b=c`, { name: 'a=b=c' }],
  ['a name with a bad escape', `${bare}&dn=%E0%A4%A`, {}],
  ['a name that is a list to others', `${bare}&dn[]=a&dn[0]=b`, {}],
  ['names of JavaScript’s own', `${bare}&__proto__=1&constructor=2&toString=3&xt.=4`, {}],
  ['the same hash twice', `${bare}&xt=urn:btih:${base32}`, {}],
  ['a hash in base32', `magnet:?xt=urn:btih:${base32}`, {}],
];

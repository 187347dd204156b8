import {
  dict,
  fileTree,
  infoWith,
  int,
  list,
  rawDict,
  text,
  torrentOf,
  torrentWith,
  treeFile,
  version2,
} from './bencode-text';
import type { HostileTorrent } from './refused-by-libtorrent';

const bad = 'release/bad-metadata';
const folder = 'release/several-files';
const piece = 'p'.repeat(20);
const large = fileTree('a.iso', treeFile(int(1_048_576)));

/** What else somebody may try. */
export const refusedToo: readonly HostileTorrent[] = [
  ['nothing', '', bad],
  ['a web page', '<!doctype html><title>404</title>', bad],
  ['-0', torrentWith({ length: 'i-0e' }), bad],
  ['text longer than what is there', torrentOf('5:ab'), bad],
  ['text of 9 PB', torrentWith({ name: '9007199254740991:a' }), bad],
  ['text of a negative size', torrentWith({ name: '-1:a' }), bad],
  ['something behind it', `${torrentWith({})}\n`, bad],
  ['a second torrent behind it', torrentWith({}).repeat(2), bad],
  ['half of it', torrentWith({}).slice(0, 60), bad],
  ['a key twice', torrentOf(rawDict(['length', int(5)], ['length', int(6)])), bad],
  [
    'a key twice around the info',
    rawDict(['info', infoWith()], ['info', infoWith({ length: int(6) })]),
    bad,
  ],
  ['keys out of order', torrentOf(rawDict(['name', text('a')], ['length', int(5)])), bad],
  ['keys out of order around the info', rawDict(['info', infoWith()], ['announce', text('')]), bad],
  ['a key that is a number', torrentOf('di1ei2ee'), bad],
  ['a key of 2 KB', torrentWith({ ['k'.repeat(2048)]: int(1) }), bad],
  ['a thousand lists in lists', torrentWith({ x: 'l'.repeat(1000) + 'e'.repeat(1000) }), bad],
  ['a million lists', torrentWith({ x: list('le'.repeat(1_000_000)) }), bad],
  ['lists without an end', 'l'.repeat(1_000_000), bad],
  ['a hash too many', torrentWith({ pieces: text(piece + piece) }), bad],
  ['a hash too few', torrentWith({ length: int(16_385) }), bad],
  ['no hashes', torrentWith({ pieces: text('') }), bad],
  ['a size that doubles can’t hold', torrentWith({ length: int(2n ** 53n) }), bad],
  ['a size that is a fraction', torrentWith({ length: 'i5.5e' }), bad],
  ['a size with an exponent', torrentWith({ length: 'i5e3e' }), bad],
  ['a piece length of 1', torrentWith({ 'piece length': int(1) }), bad],
  ['a piece length of 512 MB', torrentWith({ 'piece length': int(32_767 * 0x4000) }), bad],
  ['a name with NUL', torrentWith({ name: text('a.txt\0.exe') }), bad],
  ['a name that is not UTF-8', torrentWith({ name: text('\xfc.iso') }), bad],
  ['a name of 64 KB', torrentWith({ name: text('a'.repeat(65_536)) }), bad],
  ['a list of names', torrentWith({ name: list(text('a'), text('b')) }), bad],
  ['a file that is also a folder', torrentWith({ files: list() }), folder],
  [
    'version 2 of many files',
    version2(dict(['a', dict(['', treeFile(int(5))])], ['b', dict()])),
    bad,
  ],
  [
    'two versions, a folder in the second',
    torrentWith({ 'file tree': dict(['a.iso', large]) }),
    bad,
  ],
  ['two versions, two files in the second', torrentWith({ 'file tree': twoFiles() }), bad],
  ['two versions, nothing in the second', torrentWith({ 'file tree': dict() }), bad],
];

function twoFiles(): string {
  const file = dict(['', treeFile(int(5))]);
  return dict(['a.iso', file], ['b.iso', file]);
}

const hostileUrl = text('javascript:alert(1)');
const beside = (key: string, value: string): string => dict([key, value], ['info', infoWith()]);

/** What is beside the info dictionary is not covered by the info hash; none of it is taken. */
export const takenForTheirInfoOnly: readonly (readonly [kind: string, torrent: string])[] = [
  ['a script as tracker', beside('announce', hostileUrl)],
  ['trackers in a local network', beside('announce-list', list(list(text('udp://10.0.0.1:1'))))],
  ['trackers that are no list', beside('announce-list', int(1))],
  ['a script as mirror', beside('url-list', hostileUrl)],
  ['mirrors in a local network', beside('url-list', list(text('http://192.168.0.1/')))],
  ['mirrors of the other kind', beside('httpseeds', list(text('file:///etc/passwd')))],
  ['DHT nodes', beside('nodes', list(list(text('127.0.0.1'), int(80))))],
  ['a date before all time', beside('creation date', int(-9_007_199_254_740_991))],
  ['markup as comment', beside('comment', text('<img src=x onerror=alert(1)>'))],
  ['a comment of 1 MB', beside('comment', text('a'.repeat(1_000_000)))],
  ['hash layers of nothing', beside('piece layers', int(1))],
];

/** The info hash covers these, so they stay in the dictionary; nothing acts on them. */
export const takenWithWhatIsInTheirInfo: readonly (readonly [kind: string, torrent: string])[] = [
  ['private', torrentWith({ private: int(1) })],
  ['private, oddly', torrentWith({ private: list() })],
  ['mirrors in the info', torrentWith({ 'url-list': hostileUrl })],
  ['trackers in the info', torrentWith({ announce: hostileUrl })],
  ['a symbolic link', torrentWith({ attr: text('l'), 'symlink path': list(text('etc')) })],
  [
    'both versions',
    torrentWith({ 'file tree': fileTree('a.iso', treeFile(int(5))), 'meta version': int(2) }),
  ],
  ['a Merkle root', torrentWith({ 'root hash': text(piece) })],
  ['a checksum in some form', torrentWith({ md5sum: int(1), sha1: text('') })],
];

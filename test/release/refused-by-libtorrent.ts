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

/** What it is, a .torrent in bencode, and the code of the problem that it must end in. */
export type HostileTorrent = readonly [kind: string, torrent: string, code: string];

const bad = 'release/bad-metadata';
const folder = 'release/several-files';
const root = text('r'.repeat(32));
const piece = 'p'.repeat(20);

function files(...described: string[]): string {
  return torrentWith({ files: list(...described), length: undefined });
}

function fileAt(length: string | undefined, path: string | undefined, ...rest: [string, string][]) {
  const entries: [string, string | undefined][] = [['length', length], ['path', path], ...rest];
  return dict(...entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A hash layer beside the info dictionary (BEP 52). */
function layered(tree: string, layers: string): string {
  const info = infoWith({
    'file tree': tree,
    length: undefined,
    'meta version': int(2),
    pieces: undefined,
  });
  return dict(['info', info], ['piece layers', layers]);
}

function nested(depth: number): string {
  return 'd1:a'.repeat(depth) + treeFile(int(5)) + 'e'.repeat(depth);
}

const large = fileTree('a.iso', treeFile(int(1_048_576)));

/** The kinds that libtorrent's tests of its parser refuse, each rebuilt from what is wrong with it. */
export const refusedByLibtorrent: readonly HostileTorrent[] = [
  ['missing piece length', torrentWith({ 'piece length': undefined }), bad],
  ['piece length that is no number', torrentWith({ 'piece length': text('16384') }), bad],
  ['negative piece length', torrentWith({ 'piece length': int(-16_384) }), bad],
  ['no name', torrentWith({ name: undefined }), bad],
  ['name of nothing that can be shown', torrentWith({ name: text('\0\xff') }), bad],
  ['name that is no text', torrentWith({ name: int(1) }), bad],
  ['info that is no dictionary', torrentOf(text('info')), bad],
  ['no dictionary at all', text('torrent'), bad],
  ['negative size', torrentWith({ length: int(-5) }), bad],
  ['negative size of one of several', files(fileAt(int(-5), list(text('a')))), folder],
  ['path that is no list', files(fileAt(int(5), text('a'))), folder],
  ['no path', files(fileAt(int(5), undefined)), folder],
  [
    'padding that is a symbolic link',
    files(fileAt(int(5), list(text('a')), ['attr', text('pl')], ['symlink path', list(text('b'))])),
    folder,
  ],
  ['hashes that are no text', torrentWith({ pieces: int(20) }), bad],
  ['hashes cut in the middle', torrentWith({ pieces: text(piece.slice(1)) }), bad],
  ['size of one of several that is no number', files(fileAt(text('5'), list(text('a')))), folder],
  [
    'symbolic link to nowhere',
    files(fileAt(int(0), list(text('a')), ['attr', text('l')], ['symlink path', text('b')])),
    folder,
  ],
  ['1.76 TB with one hash', torrentWith({ length: int(1_759_218_597_889) }), bad],
  ['list of no files', files(), folder],
  ['no bytes', torrentWith({ length: int(0), pieces: text('') }), 'release/empty'],
  ['no bytes in several files', files(fileAt(int(0), list(text('a')))), folder],
  [
    'several files of one name',
    files(...Array<string>(50).fill(fileAt(int(1), list(text('a'))))),
    folder,
  ],
  [
    'two versions of different names',
    torrentWith({ 'file tree': fileTree('/.iso', treeFile(int(5))), 'meta version': int(2) }),
    bad,
  ],
  [
    'two versions of different sizes',
    torrentWith({ 'file tree': fileTree('a.iso', treeFile(int(6))), 'meta version': int(2) }),
    bad,
  ],
  [
    'version 2: piece length no power of two',
    version2(large, { 'piece length': int(20_000) }),
    bad,
  ],
  ['version 2: file that is no dictionary', version2(dict(['a.iso', int(5)])), bad],
  ['version 2: folders in folders', version2(nested(200)), bad],
  [
    'version 2: layer cut in the middle',
    layered(large, dict(['r'.repeat(32), text('l'.repeat(33))])),
    bad,
  ],
  [
    'version 2: layer of a file without root',
    layered(large, dict(['x', text('l'.repeat(64))])),
    bad,
  ],
  ['version 2: layer that is no text', layered(large, dict(['r'.repeat(32), int(512)])), bad],
  [
    'version 2: layer that leads to another root',
    layered(large, dict(['r'.repeat(32), text('l'.repeat(512))])),
    bad,
  ],
  [
    'version 2: layer of nothing',
    layered(large, dict(['s'.repeat(32), text('l'.repeat(512))])),
    bad,
  ],
  [
    'version 2: layer of the wrong size',
    layered(large, dict(['r'.repeat(32), text('l'.repeat(32))])),
    bad,
  ],
  [
    'two versions, files not aligned to pieces',
    torrentWith({
      'file tree': dict(['a', dict(['', treeFile(int(5))])], ['b', dict(['', treeFile(int(5))])]),
      files: list(fileAt(int(5), list(text('a'))), fileAt(int(5), list(text('b')))),
      length: undefined,
      'meta version': int(2),
    }),
    folder,
  ],
  [
    'version 2: files out of order',
    version2(rawDict(['b', dict(['', treeFile(int(5))])], ['a', dict(['', treeFile(int(5))])])),
    bad,
  ],
  ['version 2: number with zeroes before it', version2(fileTree('a.iso', treeFile('i005e'))), bad],
  ['version 2: file without root', version2(fileTree('a.iso', treeFile(int(5), ''))), bad],
  [
    'version 2: size beyond all files',
    version2(fileTree('a.iso', treeFile(int(2n ** 63n - 1n)))),
    bad,
  ],
  [
    'version 2: sizes that add up beyond all pieces',
    version2(
      dict(
        ['a', dict(['', treeFile(int(2n ** 48n))])],
        ['b', dict(['', treeFile(int(2n ** 48n))])],
      ),
    ),
    bad,
  ],
  ['version 2: pieces of 2 GiB', version2(large, { 'piece length': int(2_147_483_647) }), bad],
  [
    'version 2: padding',
    version2(
      fileTree('a.iso', dict(['attr', text('p')], ['length', int(5)], ['pieces root', root])),
    ),
    bad,
  ],
  [
    'version 2: root of zeroes',
    version2(fileTree('a.iso', treeFile(int(5), text('\0'.repeat(32))))),
    bad,
  ],
  ['version 2: root cut short', version2(fileTree('a.iso', treeFile(int(5), text('r')))), bad],
  ['version 2: no name', version2(fileTree('', treeFile(int(5)))), bad],
];

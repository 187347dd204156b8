import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/base/bytes';
import { sha1 } from '../../src/base/sha1';
import { parseInfo, parseTorrentFile } from '../../src/release/parse-torrent';
import { bytesOf } from './bytes-of';
import { codeOf } from './code-of';

const piece = 'p'.repeat(20);
const good = infoText({});

/** A bencoded info dictionary; each part may be replaced by other bencode, or left out (''). */
function infoText(
  parts: Partial<Record<'length' | 'name' | 'pieceLength' | 'pieces' | 'start' | 'end', string>>,
): string {
  const {
    start = '',
    length = '6:lengthi5e',
    name = '4:name5:a.iso',
    pieceLength = '12:piece lengthi16384e',
    pieces = `6:pieces20:${piece}`,
    end = '',
  } = parts;
  return `d${start}${length}${name}${pieceLength}${pieces}${end}e`;
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(await sha1(bytes));
}

/** Parses `text` as an info dictionary of exactly the info hash it has. */
async function parse(text: string): ReturnType<typeof parseInfo> {
  return parseInfo(bytesOf(text), await hashOf(bytesOf(text)));
}

describe('parseInfo accepts', () => {
  it('one file', async () => {
    expect(await parse(good)).toEqual({
      infoHash: await hashOf(bytesOf(good)),
      infoBytes: bytesOf(good),
      name: 'a.iso',
      length: 5,
      pieceLength: 16_384,
      pieceHashes: bytesOf(piece),
    });
  });

  it.each([
    ['a path', '4:name9:../../etc', '../../etc'],
    ['dots', '4:name2:..', '..'],
    ['markup', '4:name3:<b>', '<b>'],
    ['German', '4:name3:\xc3\xbca', 'üa'],
    ['a byte order mark', '4:name4:\xef\xbb\xbfa', '\ufeffa'],
    ['1,024 bytes', `4:name1024:${'a'.repeat(1024)}`, 'a'.repeat(1024)],
    ['a better name', '4:name1:\xfc10:name.utf-82:\xc3\xbc', 'ü'],
    ['a better name only', '10:name.utf-81:b', 'b'],
    ['a worse better name', '4:name1:a10:name.utf-81:\xfc', 'a'],
    ['an empty better name', '4:name1:a10:name.utf-80:', 'a'],
  ])('a name: %s', async (_, entry, name) => {
    expect((await parse(infoText({ name: entry }))).name).toBe(name);
  });

  it.each<[string, Parameters<typeof infoText>[0], number, number]>([
    ['one byte', { length: '6:lengthi1e' }, 1, 1],
    ['a full piece', { length: '6:lengthi16384e' }, 16_384, 1],
    [
      'a byte more',
      { length: '6:lengthi16385e', pieces: `6:pieces40:${piece}${piece}` },
      16_385,
      2,
    ],
    ['the largest pieces', { pieceLength: '12:piece lengthi67108864e' }, 5, 1],
    ['unknown keys', { start: '1:!le', end: '7:privatei1e7:samesumde' }, 5, 1],
    ['a hybrid', { name: '12:meta versioni2e4:name1:a' }, 5, 1],
  ])('%s', async (_, parts, length, pieces) => {
    const metadata = await parse(infoText(parts));
    expect(metadata.length).toBe(length);
    expect(metadata.pieceHashes).toHaveLength(20 * pieces);
  });

  it('without keeping the array it was given', async () => {
    const bytes = bytesOf(good);
    const parsing = parseInfo(bytes, await hashOf(bytes));
    bytes.fill(0);
    expect((await parsing).infoBytes).toEqual(bytesOf(good));
  });
});

describe('parseInfo refuses', () => {
  it.each([
    ['nothing', ''],
    ['a list', 'le'],
    ['a number', 'i1e'],
    ['a string', '3:abc'],
    ['an empty dictionary', 'de'],
    ['HTML', '<!doctype html>'],
    ['half of it', good.slice(0, 40)],
    ['trailing garbage', `${good}x`],
    ['a second value', `${good}${good}`],
    ['keys out of order', infoText({ start: '4:name1:a', name: '' })],
    ['a key twice', infoText({ name: '4:name1:a4:name1:b' })],
    ['a long string', infoText({ name: '4:name5:ab' })],
    ['i-0e', infoText({ length: '6:lengthi-0e' })],
    ['a leading zero', infoText({ length: '6:lengthi05e' })],
    ['deep nesting', infoText({ start: `1:!${'l'.repeat(16)}${'e'.repeat(16)}` })],
    ['no length', infoText({ length: '' })],
    ['a negative length', infoText({ length: '6:lengthi-5e' })],
    ['an unsafe length', infoText({ length: '6:lengthi9007199254740993e' })],
    ['a length of text', infoText({ length: '6:length1:5' })],
    ['a list for a length', infoText({ length: '6:lengthli5ee' })],
    ['1.76 TB of one piece', infoText({ length: '6:lengthi1760000000000e' })],
    ['a byte too much', infoText({ length: '6:lengthi16385e' })],
    ['a piece too many', infoText({ pieces: `6:pieces40:${piece}${piece}` })],
    ['the largest length', infoText({ length: '6:lengthi9007199254740991e' })],
    ['no name', infoText({ name: '' })],
    ['an empty name', infoText({ name: '4:name0:' })],
    ['a name of 1,025 bytes', infoText({ name: `4:name1025:${'a'.repeat(1025)}` })],
    ['a name with NUL', infoText({ name: '4:name9:a.txt\0iso' })],
    ['a number for a name', infoText({ name: '4:namei1e' })],
    ['a list for a name', infoText({ name: '4:namel1:ae' })],
    ['Latin-1', infoText({ name: '4:name1:\xfc' })],
    ['overlong UTF-8', infoText({ name: '4:name2:\xc0\xaf' })],
    ['half of a surrogate pair', infoText({ name: '4:name3:\xed\xa0\x80' })],
    ['no piece length', infoText({ pieceLength: '' })],
    ['pieces of 0 bytes', infoText({ pieceLength: '12:piece lengthi0e' })],
    ['pieces of -16 KiB', infoText({ pieceLength: '12:piece lengthi-16384e' })],
    ['pieces of 8 KiB', infoText({ pieceLength: '12:piece lengthi8192e' })],
    ['pieces of 128 MiB', infoText({ pieceLength: '12:piece lengthi134217728e' })],
    ['pieces of 100,000 bytes', infoText({ pieceLength: '12:piece lengthi100000e' })],
    ['a text for a piece length', infoText({ pieceLength: '12:piece length5:16384' })],
    ['no hashes', infoText({ pieces: '' })],
    ['empty hashes', infoText({ pieces: '6:pieces0:' })],
    ['19 bytes of hash', infoText({ pieces: `6:pieces19:${'p'.repeat(19)}` })],
    ['21 bytes of hash', infoText({ pieces: `6:pieces21:${'p'.repeat(21)}` })],
    ['a list of hashes', infoText({ pieces: `6:piecesl20:${piece}e` })],
    ['version 2 only', 'd9:file treede12:meta versioni2e4:name1:a12:piece lengthi16384ee'],
  ])('%s', async (_, text) => {
    expect(await codeOf(() => parse(text))).toBe('release/bad-metadata');
  });

  it.each([
    ['no bytes', infoText({ length: '6:lengthi0e', pieces: '6:pieces0:' }), 'release/empty'],
    ['no bytes but a hash', infoText({ length: '6:lengthi0e' }), 'release/empty'],
    ['a folder', infoText({ start: '5:filesle', length: '' }), 'release/several-files'],
    ['a file and a folder', infoText({ start: '5:filesle' }), 'release/several-files'],
  ])('%s', async (_, text, code) => {
    expect(await codeOf(() => parse(text))).toBe(code);
  });

  it('another info hash', async () => {
    const other = 'f'.repeat(40);
    expect(await codeOf(() => parseInfo(bytesOf(good), other))).toBe('release/wrong-metadata');
    expect(await codeOf(() => parseInfo(bytesOf('junk'), other))).toBe('release/wrong-metadata');
  });

  it('more than 16 MiB, before anything else', async () => {
    const bytes = new Uint8Array(16 * 1024 * 1024 + 1);
    expect(await codeOf(() => parseInfo(bytes, 'f'.repeat(40)))).toBe('release/bad-metadata');
  });
});

describe('parseTorrentFile', () => {
  const torrent = `d8:announce15:wss://t.example4:info${good}8:url-list19:https://m.example/ae`;

  it('takes the info and nothing else', async () => {
    expect(await parseTorrentFile(bytesOf(torrent), undefined)).toEqual(await parse(good));
    const infoHash = await hashOf(bytesOf(good));
    expect(await parseTorrentFile(bytesOf(torrent), infoHash)).toEqual(await parse(good));
  });

  it('holds it to the info hash', async () => {
    const attempt = (): unknown => parseTorrentFile(bytesOf(torrent), 'f'.repeat(40));
    expect(await codeOf(attempt)).toBe('release/wrong-metadata');
  });

  it.each([
    ['nothing', ''],
    ['no info', 'd8:announce1:ae'],
    ['a list', `l4:info${good}e`],
    ['the info alone', good],
    ['info as a string', 'd4:info2:dee'],
    ['trailing garbage', `${torrent}\n`],
    ['keys out of order', `d4:info${good}1:ai1ee`],
    ['info twice', `d4:info${good}4:info${good}e`],
    ['a web page', '<html><body>404</body></html>'],
    ['a bad info', `d4:info${infoText({ length: '6:lengthi-1e' })}e`],
  ])('refuses %s', async (_, text) => {
    expect(await codeOf(() => parseTorrentFile(bytesOf(text), undefined))).toBe(
      'release/bad-metadata',
    );
  });

  it('refuses a folder and more than 16 MiB', async () => {
    const folder = bytesOf(`d4:info${infoText({ start: '5:filesle', length: '' })}e`);
    expect(await codeOf(() => parseTorrentFile(folder, undefined))).toBe('release/several-files');
    const large = new Uint8Array(16 * 1024 * 1024 + 1);
    expect(await codeOf(() => parseTorrentFile(large, undefined))).toBe('release/bad-metadata');
  });
});

import { isPieceLength } from '../base/is-piece-length';
import { Problem } from '../base/problem';
import type { BencodeValue } from './bencode';
import { checkFileTree } from './check-file-tree';
import { pieceCount, type TorrentMetadata } from './torrent-metadata';

type Info = ReadonlyMap<string, BencodeValue>;

/** Bytes; four times what file systems take. */
const longestName = 1024;
/** Bytes of a SHA-1. */
const hashSize = 20;

/**
 * Reads a decoded info dictionary (BEP 3) of one file. Keys that are not used here are ignored:
 * `private` (BEP 27) too, as there is neither DHT nor peer exchange to keep away from. They stay in
 * `infoBytes`. Throws `release/bad-metadata`, `release/several-files`, `release/empty`.
 */
export function readInfo(
  value: BencodeValue,
): Pick<TorrentMetadata, 'name' | 'length' | 'pieceLength' | 'pieceHashes'> {
  if (!(value instanceof Map)) throw bad('the info is no dictionary');
  const info: Info = value;
  if (info.has('files')) throw new Problem('release/several-files');
  // BEP 52: a v2 torrent has neither; one that is both v1 and v2 has both and is read as v1.
  if (info.has('meta version') && !(info.has('pieces') && info.has('length')))
    throw bad('a torrent of version 2 only');
  const name = readName(info);
  const length = readLength(info);
  const pieceLength = readPieceLength(info);
  checkFileTree(info.get('file tree'), { name, length });
  return {
    name,
    length,
    pieceLength,
    pieceHashes: readHashes(info, length, pieceLength),
  };
}

/** `name.utf-8` is what older programs add when `name` is in some other encoding. */
function readName(info: Info): string {
  const name = decodeName(info.get('name.utf-8')) ?? decodeName(info.get('name'));
  if (name === undefined) throw bad('no usable name');
  return name;
}

/**
 * A name may be anything that can be shown: `save/` makes a file name of it. Not NUL, which serves
 * only to have the rest of the name overlooked.
 */
function decodeName(value: BencodeValue | undefined): string | undefined {
  if (!(value instanceof Uint8Array) || value.length === 0 || value.length > longestName)
    return undefined;
  if (value.includes(0)) return undefined;
  try {
    // Keeping a byte order mark, as the name must give the same bytes when it is encoded again.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    return undefined;
  }
}

function readLength(info: Info): number {
  const length = info.get('length');
  if (typeof length !== 'number' || length < 0) throw bad('no usable length');
  if (length === 0) throw new Problem('release/empty');
  return length;
}

function readPieceLength(info: Info): number {
  const pieceLength = info.get('piece length');
  if (typeof pieceLength !== 'number' || !isPieceLength(pieceLength))
    throw bad('the piece length is no power of two from 16 KiB to 64 MiB');
  return pieceLength;
}

function readHashes(info: Info, length: number, pieceLength: number): Uint8Array<ArrayBuffer> {
  const hashes = info.get('pieces');
  const expected = hashSize * pieceCount({ length, pieceLength });
  if (!(hashes instanceof Uint8Array) || hashes.length !== expected)
    throw bad(`the piece hashes are not ${expected} bytes`);
  return hashes;
}

function bad(detail: string): Problem {
  return new Problem('release/bad-metadata', detail);
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatShareUrl } from '../../src/link/format-link';
import { parseLink } from '../../src/link/parse-link';
import type { ShareLink } from '../../src/link/share-link';
import { buildInfo } from '../../src/release/build-torrent';
import { parseInfo } from '../../src/release/parse-torrent';
import type { TorrentMetadata } from '../../src/release/torrent-metadata';

const text = readFileSync(new URL('../../docs/share-link.md', import.meta.url), 'utf8');
/** The examples: lines with a magnet URI that has an info hash. */
const [hello = '', apples = '', foreign = '', made = '', ...more] = text
  .split('\n')
  .filter((line) => /magnet:\?xt=urn:btih:\w/.test(line));
const page = 'https://samesum.example/';

function read(link: string): ShareLink {
  return parseLink(link, { loopbackAllowed: false });
}

/** Hashes `bytes` with Node's own code, then makes their metadata. */
async function metadataOf(name: string, bytes: Buffer): Promise<TorrentMetadata> {
  const pieceLength = 65_536;
  const hashes: Buffer[] = [];
  for (let start = 0; start < bytes.length; start += pieceLength) {
    const piece = bytes.subarray(start, start + pieceLength);
    hashes.push(createHash('sha1').update(piece).digest());
  }
  const pieceHashes = new Uint8Array(Buffer.concat(hashes));
  return buildInfo({ name, length: bytes.length, pieceLength, pieceHashes });
}

describe('docs/share-link.md', () => {
  it('has four links', () => {
    expect(made).not.toBe('');
    expect(more).toEqual([]);
  });

  it.each([
    [hello, 'hello.txt', Buffer.from('Hello, Samesum!\n')],
    [apples, 'Grüße & Äpfel.bin', Buffer.alloc(200_000)],
  ])('%.90s…', async (example, name, bytes) => {
    const metadata = await metadataOf(name, bytes);
    const hex = createHash('sha256').update(bytes).digest('hex');
    const link = read(example);
    expect(link).toMatchObject({
      infoHash: metadata.infoHash,
      digests: [{ algorithm: 'sha256', hex }],
      name,
      size: bytes.length,
    });
    expect(formatShareUrl(link, page)).toBe(example);
  });

  it('carries the info of the first', async () => {
    const link = read(hello);
    const info = await parseInfo(link.info ?? new Uint8Array(), link.infoHash);
    expect(info).toEqual(await metadataOf('hello.txt', Buffer.from('Hello, Samesum!\n')));
  });

  it("cleans another program's magnet", () => {
    expect(formatShareUrl(read(foreign), page)).toBe(made);
    expect(read(made).infoHash).toBe(read(apples).infoHash);
  });
});
